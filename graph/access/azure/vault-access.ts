import { z } from 'zod'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { CanAnswer, OpenCondition } from '../question.ts'

const names = z
  .array(z.string())
  .nullish()
  .transform((list) => (list ?? []).map((name) => name.toLowerCase()))

const Policies = z.array(
  z.object({
    principalId: z.string(),
    applicationId: z.string().nullish(),
    secrets: names,
    keys: names,
    certificates: names,
  }),
)

/** An entry of the access policies of a vault, by its place among them. */
export interface VaultPolicy extends z.output<typeof Policies.element> {
  readonly index: number
}

/** null where they were not read. */
export function vaultPolicies({ props }: NodeRecord): readonly VaultPolicy[] | null {
  const parsed = Policies.safeParse(props.accessPolicies)
  return parsed.success ? parsed.data.map((policy, index) => ({ ...policy, index })) : null
}

type Area = 'secrets' | 'keys' | 'certificates'

/** Permissions of which all are asked for. */
interface Asked {
  readonly area: Area
  readonly permissions: readonly string[]
}

/** Data actions of roles whose permission in access policies has another name, or is two. */
const NAMED_OTHERWISE: { readonly [action: string]: Asked } = {
  'secrets/getsecret/action': { area: 'secrets', permissions: ['get'] },
  'secrets/readmetadata/action': { area: 'secrets', permissions: ['list'] },
  'secrets/setsecret/action': { area: 'secrets', permissions: ['set'] },
  'secrets/update/action': { area: 'secrets', permissions: ['set'] },
  'keys/read': { area: 'keys', permissions: ['get', 'list'] },
  'keys/wrap/action': { area: 'keys', permissions: ['wrapkey'] },
  'keys/unwrap/action': { area: 'keys', permissions: ['unwrapkey'] },
  'keyrotationpolicies/read': { area: 'keys', permissions: ['getrotationpolicy'] },
  'keyrotationpolicies/write': { area: 'keys', permissions: ['setrotationpolicy'] },
  'certificates/read': { area: 'certificates', permissions: ['get', 'list'] },
  'certificatecas/read': { area: 'certificates', permissions: ['getissuers', 'listissuers'] },
  'certificatecas/write': { area: 'certificates', permissions: ['setissuers'] },
  'certificatecas/delete': { area: 'certificates', permissions: ['deleteissuers'] },
  'certificatecontacts/write': { area: 'certificates', permissions: ['managecontacts'] },
}

const PREFIX = 'data:microsoft.keyvault/vaults/'

/**
 * What access policies have to name for an action; null where none of their permissions is like it.
 * https://learn.microsoft.com/azure/key-vault/general/assign-access-policy
 * https://learn.microsoft.com/azure/role-based-access-control/permissions/security#microsoftkeyvault
 */
function askedOf(action: string): Asked | null {
  const own = action.slice(PREFIX.length)
  const named = Object.hasOwn(NAMED_OTHERWISE, own) ? NAMED_OTHERWISE[own] : undefined
  if (named !== undefined) return named
  const [, area, permission = ''] = /^(secrets|keys|certificates)\/([a-z]+)(?:\/action)?$/.exec(own) ?? []
  if (area !== 'secrets' && area !== 'keys' && area !== 'certificates') return null
  return { area, permissions: [permission] }
}

/** May somebody, himself or by his groups, do this with the data of a vault that goes by access policies? */
export function canByPolicies(
  vault: NodeRecord,
  policies: readonly VaultPolicy[],
  who: ReadonlySet<string>,
  action: string,
): CanAnswer {
  const asked = askedOf(action)
  if (asked === null) return notUnderstood(action)
  // Policies add up.
  const held = policies
    .filter(({ principalId }) => who.has(principalId))
    .flatMap((policy) => {
      const own = policy[asked.area]
      const gives = asked.permissions.filter((one) => own.includes(one) || own.includes('all'))
      return gives.length === 0 ? [] : [{ policy, gives, unless: unlessOf(policy, own, gives) }]
    })
  const given = (of: typeof held) => new Set(of.flatMap(({ gives }) => gives)).size
  const plain = held.filter(({ unless }) => unless.length === 0)
  const isSure = given(plain) === asked.permissions.length
  const used = isSure ? plain : held
  const conditions = isSure ? [] : held.flatMap(({ unless }) => unless)
  if (held.length > 0 && given(held) < asked.permissions.length) {
    const gives = [...new Set(held.flatMap((one) => one.gives))].join(', ')
    conditions.push({ key: 'access-policy-permission', detail: `only the part of it that ${gives} is` })
  }
  return {
    decision: held.length === 0 ? 'denied' : conditions.length > 0 ? 'conditional' : 'allowed',
    by: used.map(({ policy: { index } }) => ({
      policy: vault.id,
      statement: index,
      effect: 'Allow',
      layer: 'access-policy',
      sid: null,
    })),
    conditions,
    reason:
      held.length === 0
        ? `no access policy of the vault gives ${asked.area} ${asked.permissions.join(' and ')}; its roles say nothing of data`
        : `an access policy of the vault gives ${asked.area} ${asked.permissions.join(' and ')}`,
  }
}

/** An entry may be for whoever comes through one application alone. */
export const throughApplication = ({ applicationId }: VaultPolicy): readonly OpenCondition[] =>
  applicationId == null
    ? []
    : [{ key: 'through-application', detail: `only through application ${applicationId}` }]

function unlessOf(
  policy: VaultPolicy,
  own: readonly string[],
  gives: readonly string[],
): readonly OpenCondition[] {
  const found = [...throughApplication(policy)]
  // Purging came after `all`, and whether that takes it in stands nowhere.
  if (gives.includes('purge') && !own.includes('purge'))
    found.push({ key: 'access-policy-permission', detail: 'whether all takes in purge' })
  return found
}

const notUnderstood = (action: string): CanAnswer => ({
  decision: 'conditional',
  by: [],
  conditions: [
    { key: 'access-policy-permission', detail: `which permission of an access policy ${action} is` },
  ],
  reason: 'the vault goes by access policies, which have no permission of that name',
})
