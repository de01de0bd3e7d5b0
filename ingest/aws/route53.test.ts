import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { route53 } from './route53.ts'

const ZONE = 'arn:aws:route53:::hostedzone/Z1'

const zone = (records: unknown, config: object = { PrivateZone: false }) =>
  collectFrom(route53, {
    'route53 list-hosted-zones': {
      HostedZones: [{ Id: '/hostedzone/Z1', Name: 'example.org.', Config: config }],
    },
    'route53 list-query-logging-configs': null,
    'route53 list-resource-record-sets Z1': records,
  })

const record = (more: object) => ({
  Name: 'www.example.org.',
  Type: 'A',
  TTL: 300,
  ResourceRecords: [{ Value: '3.248.10.20' }],
  ...more,
})

test('a zone holds the records that give addresses', async () => {
  const { props, from } = await zone({ ResourceRecordSets: [record({})] })
  expect(props(ZONE)).toMatchObject({ name: 'example.org', private: false })
  expect(from(ZONE)).toEqual([`CONTAINS ${ZONE}/www.example.org/A`])
  expect(props(`${ZONE}/www.example.org/A`)).toMatchObject({
    name: 'www.example.org',
    addresses: ['3.248.10.20'],
  })
})

test('aliases and records of other types are left out', async () => {
  const alias = { ResourceRecords: undefined, AliasTarget: { DNSName: 'dualstack.lb.amazonaws.com.' } }
  const { ids } = await zone({ ResourceRecordSets: [record(alias), record({ Type: 'TXT' })] })
  expect(ids).toEqual([ZONE])
})

test('several records of one name are told apart, and an asterisk is one', async () => {
  const Name = '\\052.example.org.'
  const sets = [record({ Name, SetIdentifier: 'blue' }), record({ Name, SetIdentifier: 'green' })]
  const { ids } = await zone({ ResourceRecordSets: sets })
  expect(ids).toEqual([ZONE, `${ZONE}/*.example.org/A/blue`, `${ZONE}/*.example.org/A/green`])
})

test('a private zone is not looked into', async () => {
  const { ids, coverage } = await zone(undefined, { PrivateZone: true })
  expect(ids).toEqual([ZONE])
  expect(coverage.missing).toEqual([])
})

test('a zone whose records were denied is a gap', async () => {
  const { ids, coverage } = await zone(denied('route53 list-resource-record-sets'))
  expect(ids).toEqual([ZONE])
  expect(coverage).toMatchObject({ state: 'DENIED', missing: [{ resource: 'Z1' }] })
})

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListQueryLoggingConfigs.html */
test('a public zone tells whether what it is asked is logged; where that was denied it is not known', async () => {
  const queryLogs = async (answer: unknown, PrivateZone = false) => {
    const { props } = await collectFrom(route53, {
      'route53 list-hosted-zones': {
        HostedZones: [{ Id: '/hostedzone/Z1', Name: 'a.example.', Config: { PrivateZone } }],
      },
      'route53 list-query-logging-configs': answer,
      'route53 list-resource-record-sets Z1': { ResourceRecordSets: [] },
    })
    return props(ZONE)
  }
  const QueryLoggingConfigs = [{ Id: '1', HostedZoneId: 'Z1' }]
  expect(await queryLogs({ QueryLoggingConfigs })).toMatchObject({ queryLogs: true })
  expect(await queryLogs({ QueryLoggingConfigs: [] })).toMatchObject({ queryLogs: false })
  expect(await queryLogs(denied('route53 list-query-logging-configs'))).not.toHaveProperty('queryLogs')
  expect(await queryLogs(undefined, true)).not.toHaveProperty('queryLogs')
})
