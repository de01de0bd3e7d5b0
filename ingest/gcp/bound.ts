import { z } from 'zod'
import { parseAsset } from './asset.ts'
import { plainBindings } from './plain-policy.ts'

/** Roles and members that the allow policies of assets name, each once. */
export function boundIn(assets: unknown): {
  readonly roles: readonly string[]
  readonly members: readonly string[]
} {
  const bindings = z
    .array(z.unknown())
    .parse(assets)
    .flatMap((value) => plainBindings(parseAsset(value)?.bindings ?? []))
  return {
    roles: [...new Set(bindings.map(({ role }) => role))].sort(),
    members: [...new Set(bindings.flatMap(({ members }) => members))].sort(),
  }
}
