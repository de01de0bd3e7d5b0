import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectAll } from '../run.ts'
import { folderOf } from './files.testkit.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const REPOSITORY = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web'

const report = (repoDigests: readonly string[] = [`${REPOSITORY}@${DIGEST}`]) => ({
  SchemaVersion: 2,
  ArtifactName: `${REPOSITORY}:v1`,
  ArtifactType: 'container_image',
  Metadata: { RepoDigests: repoDigests, RepoTags: [`${REPOSITORY}:v1`] },
  Results: [
    { Target: 'web (debian 12.1)', Class: 'os-pkgs' },
    {
      Target: 'Java',
      Class: 'lang-pkgs',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2021-44228',
          PkgName: 'org.apache.logging.log4j:log4j-core',
          InstalledVersion: '2.14.1',
          FixedVersion: '2.15.0',
          Severity: 'CRITICAL',
          Description: 'words that are not kept',
          CVSS: {
            ghsa: { V3Vector: 'CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', V3Score: 9 },
            nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', V3Score: 10 },
          },
        },
      ],
    },
  ],
})

async function collect(files: { readonly [path: string]: string }) {
  const folder = await folderOf(files)
  const paths = Object.keys(files).map((path) => join(folder, path.split('/')[0] ?? ''))
  const { jobs } = await readInputs([...new Set(paths)], { providers: FILE_PROVIDERS })
  return (await collectAll(jobs, {})).partitions
}

test('a report of Trivy tells what an image in ECR has; the national database counts before others', async () => {
  const [partition] = await collect({ 'web.json': JSON.stringify(report()) })
  expect(partition?.coverage).toMatchObject({
    account: '111122223333',
    region: 'eu-west-1',
    service: 'trivy',
    state: 'OK',
  })
  expect(partition?.relationships.find(({ kind }) => kind === 'HAS_VULNERABILITY')).toMatchObject({
    from: `arn:aws:ecr:eu-west-1:111122223333:repository/web/${DIGEST}`,
    to: 'CVE-2021-44228',
    props: {
      severity: 'critical',
      score: 10,
      attackVector: 'network',
      fix: 'yes',
      packages: ['org.apache.logging.log4j:log4j-core 2.14.1'],
    },
  })
})

test('it goes together with an export of the same account', async () => {
  const partitions = await collect({
    'web.json': JSON.stringify(report()),
    'export/111122223333/eu-west-1/ec2/describe-vpcs.json': '{"Vpcs": []}',
  })
  expect(partitions.map(({ coverage }) => coverage.service)).toEqual(expect.arrayContaining(['trivy', 'ec2']))
})

test('a report about an image that is not in ECR is refused', async () => {
  const elsewhere = JSON.stringify(report([`docker.io/library/nginx@${DIGEST}`]))
  await expect(collect({ 'nginx.json': elsewhere })).rejects.toThrow(/whose digest in ECR it does not tell/)
})
