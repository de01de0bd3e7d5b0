import { expect, test } from 'vitest'
import { portsFromAnywhere } from './acl-ports.ts'
import { aclEntry } from './rules.ts'

const entry = (RuleNumber: number, RuleAction: string, more: object = {}) =>
  aclEntry.parse({ RuleNumber, RuleAction, Egress: false, Protocol: '-1', CidrBlock: '0.0.0.0/0', ...more })
const tcp = (From: number, To = From) => ({ Protocol: '6', PortRange: { From, To } })

test('an ACL that lets everything in is open at all', () => {
  expect(portsFromAnywhere([entry(100, 'allow'), entry(32767, 'deny')])).toEqual(['all'])
})

test('the first entry that matches counts', () => {
  expect(portsFromAnywhere([entry(90, 'deny', tcp(22)), entry(100, 'allow', tcp(20, 30))])).toEqual([
    'tcp/20-21',
    'tcp/23-30',
  ])
  expect(portsFromAnywhere([entry(200, 'deny', tcp(22)), entry(100, 'allow', tcp(22))])).toEqual(['tcp/22'])
})

test('a refusal of some addresses leaves the others', () => {
  const office = { ...tcp(22), CidrBlock: '198.51.100.0/24' }
  expect(portsFromAnywhere([entry(90, 'deny', office), entry(100, 'allow', tcp(22))])).toEqual(['tcp/22'])
})

test.each([
  ['egress', { ...tcp(22), Egress: true }],
  ['one network', { ...tcp(22), CidrBlock: '198.51.100.0/24' }],
])('%s is not from anywhere', (_name, more) => {
  expect(portsFromAnywhere([entry(100, 'allow', more)])).toEqual([])
})

test('IPv6 is looked at by itself', () => {
  const six = { ...tcp(3389), CidrBlock: undefined, Ipv6CidrBlock: '::/0' }
  expect(portsFromAnywhere([entry(90, 'deny', tcp(3389)), entry(100, 'allow', six)])).toEqual(['tcp/3389'])
})
