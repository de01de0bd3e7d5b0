import { readFileSync, writeFileSync } from 'node:fs'
import { mergeCidr } from 'cidr-tools'
import { z } from 'zod'
import { packageFile } from '../graph/package-root.ts'

const published = z.object({
  createDate: z.string(),
  prefixes: z.array(z.object({ ip_prefix: z.string(), region: z.string(), service: z.string() })),
})

/**
 * Renews graph/network/ec2-ranges.ts from a copy of https://ip-ranges.amazonaws.com/ip-ranges.json. Ranges of no one
 * region are left out. `npx tsx tools/ec2-ranges.ts ip-ranges.json`
 */
function ec2Ranges(file: string): string {
  const { createDate, prefixes } = published.parse(JSON.parse(readFileSync(file, 'utf8')))
  const ec2 = prefixes.filter(({ service, region }) => service === 'EC2' && region !== 'GLOBAL')
  const regions = [...new Set(ec2.map(({ region }) => region))].sort()
  const lines = regions.map((region) => {
    const cidrs = ec2.filter((prefix) => prefix.region === region).map((prefix) => prefix.ip_prefix)
    return `  '${region}': '${mergeCidr(cidrs).join(' ')}',`
  })
  return [
    `// Renewed by tools/ec2-ranges.ts from https://ip-ranges.amazonaws.com/ip-ranges.json of ${createDate.slice(0, 10)}.`,
    '',
    '/** IPv4 addresses that EC2 gives to customers, by region. Those that customers bring themselves are not among them. */',
    'export const EC2_RANGES: { readonly [region: string]: string } = {',
    ...lines,
    '}',
    '',
  ].join('\n')
}

writeFileSync(
  packageFile('graph', 'network', 'ec2-ranges.ts'),
  ec2Ranges(process.argv[2] ?? 'ip-ranges.json'),
)
