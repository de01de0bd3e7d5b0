import type { z } from 'zod'
import { parseAddresses } from '../../../graph/network/addresses.ts'
import { aclPorts } from '../../../graph/network/filters.ts'
import { formatPorts, OTHER, type PortSet, unionPorts } from '../../../graph/network/ports.ts'
import { readAclEntries } from '../../../graph/network/rules.ts'
import { type aclEntry, toAclEntry } from './rules.ts'

const ANYWHERE: readonly string[] = ['0.0.0.0/0', '::/0']

/**
 * What the entries for every address let in, such as tcp/22 or all: the first that matches counts. Entries for some
 * addresses only take nothing away from the others.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function portsFromAnywhere(entries: readonly z.output<typeof aclEntry>[]): readonly string[] {
  const read = readAclEntries(entries.map(toAclEntry)).filter(({ block }) => ANYWHERE.includes(block.text))
  const protocols = ['tcp', 'udp', OTHER, ...read.map(({ protocol }) => protocol)]
  return formatPorts(
    parseAddresses(ANYWHERE)
      .map((address): PortSet => {
        const open = protocols
          .filter((protocol) => protocol !== 'all')
          .map((protocol) => [protocol, aclPorts(read, false, protocol, address)] as const)
        return new Map(open.filter(([, ports]) => ports.length > 0))
      })
      .reduce(unionPorts, new Map()),
  )
}
