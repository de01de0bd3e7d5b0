import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBlock } from './addresses.ts'
import { aclPorts, groupPorts, routeFor } from './filters.ts'
import { includes } from './intervals.ts'
import { readAclEntries, readGroupRules, readRoutes } from './rules.ts'
import { inBlock, numberOf } from './simulator.testkit.ts'

const ADDRESSES = ['10.0.0.0', '10.0.0.5', '10.0.0.255', '10.0.1.0', '10.128.0.1', '11.0.0.0', '192.0.2.1']
const BLOCKS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/9',
  '10.0.0.0/24',
  '10.0.0.4/30',
  '10.0.0.5/32',
  '192.0.2.0/24',
]
const PORTS = [0, 1, 2, 3, 4, 5, 6, 65_535]

const address = fc.constantFrom(...ADDRESSES)
const cidr = fc.constantFrom(...BLOCKS)
const range = fc.option(
  fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
)
const protocol = fc.constantFrom('tcp', 'udp', 'all')
const match = fc.tuple(protocol, range).map(([name, ports]) => ({
  protocol: name,
  fromPort: name === 'all' ? null : (ports?.[0] ?? null),
  toPort: name === 'all' ? null : (ports?.[1] ?? null),
}))
const remote = (text: string) => ({ family: 4 as const, value: BigInt(numberOf(text)) })
const fits = (
  rule: { protocol: string; fromPort: number | null; toPort: number | null },
  port: number,
): boolean =>
  (rule.protocol === 'all' || rule.protocol === 'tcp') &&
  (rule.fromPort === null || (rule.fromPort <= port && port <= (rule.toPort ?? rule.fromPort)))

test('the first entry of a network ACL that fits a packet decides', () => {
  const entry = fc.tuple(match, cidr, fc.boolean(), fc.boolean(), fc.nat(20))
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { maxLength: 6, selector: ([, , , , number]) => number }),
      address,
      (list, from) => {
        const entries = list.map(([rule, block, egress, allow, number]) => ({
          ...rule,
          cidr: block,
          egress,
          allow,
          number,
        }))
        const open = aclPorts(readAclEntries(entries), false, 'tcp', remote(from))
        const ordered = entries.filter(({ egress }) => !egress).sort((a, b) => a.number - b.number)
        for (const port of PORTS) {
          const first = ordered.find((rule) => fits(rule, port) && inBlock(from, rule.cidr))
          expect(includes(open, port)).toBe(first?.allow ?? false)
        }
      },
    ),
    { numRuns: 1_000 },
  )
})

test('a security group admits what any of its rules admits', () => {
  const rule = fc.tuple(match, fc.array(cidr, { maxLength: 2 }), fc.boolean())
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), address, fc.boolean(), (list, from, member) => {
      const rules = list.map(([ports, cidrs, refers]) => ({
        ...ports,
        cidrs,
        groups: refers ? [{ groupId: 'sg-a' }] : [],
      }))
      const peer = { ...remote(from), groups: new Set(member ? ['sg-a'] : []) }
      const open = groupPorts(readGroupRules('sg', 'ingress', rules), 'tcp', peer)
      for (const port of PORTS) {
        const admits = rules.some(
          ({ cidrs, groups, ...ports }) =>
            fits(ports, port) &&
            (cidrs.some((block) => inBlock(from, block)) || (member && groups.length > 0)),
        )
        expect(includes(open, port)).toBe(admits)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('the longest prefix that holds an address is its route', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(BLOCKS), address, (destinations, to) => {
      const routes = destinations.map((destination) => ({
        destination,
        target: destination,
        state: 'active',
      }))
      const length = (block: string) => Number(block.split('/')[1])
      const holding = destinations.filter((block) => inBlock(to, block)).sort((a, b) => length(b) - length(a))
      expect(routeFor(readRoutes(routes), remote(to))?.target).toBe(holding[0])
    }),
    { numRuns: 1_000 },
  )
})

test('what is no address block is none', () => {
  expect(['pl-63a5400a', '', 'local', '10.0.0.0/33', '300.0.0.0/8'].map(parseBlock)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
})
