import { describe, expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { inspector } from './inspector.ts'

const INSTANCE = 'arn:aws:ec2:us-east-1:111111111111:instance/i-1'
const IMAGE = `arn:aws:ecr:us-east-1:111111111111:repository/team/web/sha256:${'a'.repeat(64)}`
const NETWORK = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'

const finding = (given: object = {}) => ({
  findingArn: 'arn:aws:inspector2:us-east-1:111111111111:finding/f1',
  awsAccountId: '111111111111',
  type: 'PACKAGE_VULNERABILITY',
  status: 'ACTIVE',
  severity: 'CRITICAL',
  description: 'words that are not kept',
  exploitAvailable: 'YES',
  fixAvailable: 'YES',
  epss: { score: 0.97 },
  packageVulnerabilityDetails: {
    vulnerabilityId: 'CVE-2021-44228',
    cvss: [
      { baseScore: 9.3, scoringVector: 'AV:N/AC:M/Au:N/C:C/I:C/A:C', source: 'NVD', version: '2.0' },
      { baseScore: 10, scoringVector: NETWORK, source: 'NVD', version: '3.1' },
    ],
    vulnerablePackages: [{ name: 'log4j-core', version: '2.14.1' }],
  },
  resources: [{ type: 'AWS_EC2_INSTANCE', id: 'i-1', region: 'us-east-1' }],
  ...given,
})
const read = (findings: readonly object[], more: { readonly [call: string]: unknown } = {}) =>
  collectFrom(inspector, { 'inspector2 list-findings': { findings }, ...more })

test('a finding is one fact of the resource, without its words', async () => {
  const { relationships } = await records(read([finding()]))
  expect(relationships).toEqual([
    {
      from: INSTANCE,
      kind: 'HAS_VULNERABILITY',
      to: 'CVE-2021-44228',
      props: {
        severity: 'critical',
        score: 10,
        cvss: NETWORK,
        attackVector: 'network',
        privileges: 'none',
        interaction: 'none',
        impact: 'total',
        exploit: 'public',
        epss: 0.97,
        fix: 'yes',
        packages: ['log4j-core 2.14.1'],
      },
    },
  ])
})

test.each([['CLOSED'], ['SUPPRESSED']])('a finding that is %s is no fact', async (status) => {
  expect((await records(read([finding({ status })]))).relationships).toEqual([])
})

test('that a port is open is no vulnerability', async () => {
  const open = finding({ type: 'NETWORK_REACHABILITY', packageVulnerabilityDetails: null })
  expect((await records(read([open]))).relationships).toEqual([])
})

test('what CISA knows to be used in attacks is told so', async () => {
  const { findingArn } = finding()
  const details = { findingDetails: [{ findingArn, cisaData: { dateAdded: '2021-12-10' } }] }
  const { relationships } = await records(
    read([finding()], { 'inspector2 batch-get-finding-details': details }),
  )
  expect(relationships[0]?.props).toMatchObject({ exploit: 'used' })
})

test('an image is named by its digest and lies in its repository; a function goes without its version', async () => {
  const fn = 'arn:aws:lambda:us-east-1:111111111111:function:api'
  const { node, from } = await read([
    finding({
      resources: [
        {
          type: 'AWS_ECR_CONTAINER_IMAGE',
          id: IMAGE,
          details: { awsEcrContainerImage: { imageTags: ['v2', 'v1'] } },
        },
        { type: 'AWS_LAMBDA_FUNCTION', id: `${fn}:$LATEST` },
      ],
    }),
  ])
  expect(node(IMAGE)).toMatchObject({ kind: 'AwsEcrImage', props: { imageTags: ['v1', 'v2'] } })
  expect(from('arn:aws:ecr:us-east-1:111111111111:repository/team/web')).toEqual([`CONTAINS ${IMAGE}`])
  expect(from(fn)).toEqual(['HAS_VULNERABILITY CVE-2021-44228'])
})

describe('what is scanned', () => {
  const status = (ec2: string) => ({
    'inspector2 batch-get-account-status': {
      accounts: [
        { accountId: '111111111111', resourceState: { ec2: { status: ec2 }, ecr: { status: 'DISABLED' } } },
      ],
    },
  })
  const region = '111111111111/us-east-1'
  test('is told apart from what is not, whose list of findings is empty as well', async () => {
    expect((await read([], status('ENABLED'))).props(region)).toMatchObject({
      inspectorInstances: true,
      inspectorImages: false,
    })
  })
  test('is not known where nobody was told', async () => {
    const call = 'inspector2 batch-get-account-status'
    expect((await read([], { [call]: denied(call) })).props(region)).not.toHaveProperty('inspectorInstances')
  })
})

async function records(reading: ReturnType<typeof read>) {
  return { relationships: (await reading).relationships.map(({ partition: _, ...rest }) => rest) }
}
