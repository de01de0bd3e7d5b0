import { expect, test } from 'vitest'
import { ecs } from '../aws/ecs/index.ts'
import { awsFiles } from './aws.ts'
import { folderOf } from './files.testkit.ts'
import { readInputs } from './read.ts'

const cluster = (name: string) => ({ clusterArn: `arn:aws:ecs:eu-west-1:111122223333:cluster/${name}` })

async function askFor(files: { readonly [name: string]: object }, call: string, input: object) {
  const texts = Object.entries(files).map(([name, answer]) => [
    `111122223333/eu-west-1/ecs/${name}`,
    JSON.stringify(answer),
  ])
  const { jobs } = await readInputs([await folderOf(Object.fromEntries(texts))], {
    providers: [awsFiles([ecs])],
  })
  return jobs[0]?.source.call(call, { ...input })
}

test('an answer that came in parts is one answer', async () => {
  const files = {
    'describe-clusters.json': { clusters: [cluster('a')], failures: [] },
    'describe-clusters/+2.json': { clusters: [cluster('b')], failures: [] },
    'describe-clusters/+3.json': { clusters: [cluster('c')], failures: [] },
  }
  expect(await askFor(files, 'ecs describe-clusters', { clusters: [] })).toEqual({
    clusters: [cluster('a'), cluster('b'), cluster('c')],
    failures: [],
  })
})

test('parts about one resource are told from those about another', async () => {
  const services = (...names: readonly string[]) => ({
    services: names.map((name) => ({ serviceArn: name })),
  })
  const files = {
    'describe-services/live.json': services('a'),
    'describe-services/live+2.json': services('b'),
    'describe-services/test.json': services('c'),
  }
  expect(await askFor(files, 'ecs describe-services', { cluster: 'live' })).toEqual(services('a', 'b'))
  expect(await askFor(files, 'ecs describe-services', { cluster: 'test' })).toEqual(services('c'))
})
