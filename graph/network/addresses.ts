import { excludeCidr, parseCidr } from 'cidr-tools'
import ipaddr from 'ipaddr.js'

export type Family = 4 | 6

/** A block of addresses, both ends included. */
export interface Block {
  readonly family: Family
  readonly first: bigint
  readonly last: bigint
  /** As it was written. */
  readonly text: string
}

const cache = new Map<string, Block | null>()

/** Reads `10.0.0.0/8`, `::/0` or a single address; null when it is neither. */
export function parseBlock(text: string): Block | null {
  const known = cache.get(text)
  if (known !== undefined) return known
  const block = readBlock(text)
  if (cache.size > 100_000) cache.clear()
  cache.set(text, block)
  return block
}

function readBlock(text: string): Block | null {
  if (!isBlock(text)) return null // a prefix list, or a text of somebody else's making
  const { version, start, end } = parseCidr(text)
  return { family: version, first: start, last: end, text }
}

const isBlock = (text: string): boolean =>
  ipaddr.isValidCIDR(text) || ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)

export const parseBlocks = (texts: readonly string[]): Block[] =>
  texts.flatMap((text) => parseBlock(text) ?? [])

export const blockIncludes = (block: Block, family: Family, address: bigint): boolean =>
  block.family === family && block.first <= address && address <= block.last

export const blockCovers = (outer: Block, inner: Block): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last

export const blocksOverlap = (one: Block, other: Block): boolean =>
  one.family === other.family && one.first <= other.last && other.first <= one.last

/** A single address of one family. */
export interface Address {
  readonly family: Family
  readonly value: bigint
}

export function parseAddresses(texts: readonly string[]): Address[] {
  return parseBlocks(texts).map(({ family, first }) => ({ family, value: first }))
}

// IANA special-purpose registries: never a source on the public Internet.
const NOT_PUBLIC = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
  '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3',
] // biome-ignore format: a table

/** Where strangers' packets come from. */
export const PUBLIC_SPACE = publicSpaceWithout([])

/** What of the public space is none of these ranges. */
export function publicSpaceWithout(ranges: readonly Block[]): Readonly<Record<Family, readonly Block[]>> {
  const textsOf = (family: Family) =>
    ranges.filter((range) => range.family === family).map(({ text }) => text)
  return {
    4: joined(parseBlocks(excludeCidr('0.0.0.0/0', [...NOT_PUBLIC, ...textsOf(4)]))),
    6: parseBlocks(excludeCidr('2000::/3', textsOf(6))),
  }
}

/** Neighbouring blocks of a sorted list as one. */
function joined(blocks: readonly Block[]): Block[] {
  const result: Block[] = []
  for (const block of blocks) {
    const previous = result.at(-1)
    if (previous === undefined || previous.last + 1n !== block.first) result.push(block)
    else
      result[result.length - 1] = { ...previous, last: block.last, text: `${previous.text}, ${block.text}` }
  }
  return result
}

/** Addresses that every block in question treats alike, so one of them speaks for all. */
export interface Atom extends Address {
  readonly size: number
}

/** Cuts `space` at the ends of `blocks`. */
export function atomsOf(space: readonly Block[], blocks: Iterable<Block>): Atom[] {
  const cuts = new Set<bigint>()
  const list = [...blocks]
  for (const { first, last } of [...space, ...list]) {
    cuts.add(first)
    cuts.add(last + 1n)
  }
  const sorted = [...cuts].sort((a, b) => (a < b ? -1 : 1))
  return space.flatMap((block) => cut(block, sorted))
}

function cut(block: Block, cuts: readonly bigint[]): Atom[] {
  const inside = cuts.filter((value) => value >= block.first && value <= block.last)
  return inside.map((value, index) => ({
    family: block.family,
    value,
    size: Number((inside[index + 1] ?? block.last + 1n) - value),
  }))
}
