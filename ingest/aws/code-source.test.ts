import { expect, test } from 'vitest'
import { RecordBuilder } from './builder.ts'
import { bucketSource, imageSource, relateCode } from './code-source.ts'

test('a private image lies in a repository of its account and region', () => {
  expect(imageSource('111111111111.dkr.ecr.eu-west-1.amazonaws.com/team/app:v2')).toEqual({
    store: 'arn:aws:ecr:eu-west-1:111111111111:repository/team/app',
    object: 'v2',
  })
})

test('an image of a public registry lies in no repository of ours', () => {
  expect(imageSource('public.ecr.aws/nginx/nginx:alpine')).toBeUndefined()
})

test.each(['s3://scripts/jobs/etl.py', 'arn:aws:s3:::scripts/jobs/etl.py', 'scripts/jobs/etl.py'])(
  '%s is a key in a bucket',
  (location) => {
    expect(bucketSource(location, 'eu-west-1')).toEqual({
      store: 'arn:aws:s3:::scripts',
      object: 'jobs/etl.py',
    })
  },
)

test('an address of a Git server is no bucket', () => {
  expect(bucketSource('https://git.example.org/a/b.git', 'eu-west-1')).toBeUndefined()
})

test('two objects of one bucket are one relationship', () => {
  const records = new RecordBuilder()
  const source = (key: string) => bucketSource(`s3://scripts/${key}`, 'eu-west-1')
  relateCode(records, 'job', [source('a.py'), undefined, source('b.py')])
  expect(records.relationships).toEqual([
    { from: 'job', kind: 'RUNS_CODE_FROM', to: 'arn:aws:s3:::scripts', props: { object: 'a.py' } },
  ])
})
