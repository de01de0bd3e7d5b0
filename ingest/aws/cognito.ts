import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, tagMap, tagTexts, textOrNone } from './shapes.ts'

const LIST = 'cognito-identity list-identity-pools'
const POOL = 'cognito-identity describe-identity-pool'
const ROLES = 'cognito-identity get-identity-pool-roles'

const poolList = z.object({
  IdentityPools: listOf(z.object({ IdentityPoolId: z.string(), IdentityPoolName: textOrNone })),
})
export type IdentityPool = z.output<typeof poolList>['IdentityPools'][number]

const detail = z.object({
  AllowUnauthenticatedIdentities: z.boolean().nullish(),
  AllowClassicFlow: z.boolean().nullish(),
  SupportedLoginProviders: z.record(z.string(), z.string()).nullish(),
  CognitoIdentityProviders: listOf(z.object({ ProviderName: textOrNone })),
  OpenIdConnectProviderARNs: listOf(z.string()),
  SamlProviderARNs: listOf(z.string()),
  DeveloperProviderName: textOrNone,
  IdentityPoolTags: tagMap,
})
type Detail = z.output<typeof detail>

const rolesAnswer = z.object({
  Roles: z.record(z.string(), z.string()).nullish(),
  RoleMappings: z
    .record(
      z.string(),
      z.object({
        RulesConfiguration: z.object({ Rules: listOf(z.object({ RoleARN: textOrNone })) }).nullish(),
      }),
    )
    .nullish(),
})

/** Identity pools: which roles they give to guests and to users. */
export const cognito = defineCollector({
  provider: 'aws',
  service: 'cognito-identity',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'cognito-identity:ListIdentityPools', pageSize: 60 },
    [POOL]: { permission: 'cognito-identity:DescribeIdentityPool', per: 'IdentityPoolId' },
    [ROLES]: { permission: 'cognito-identity:GetIdentityPoolRoles', per: 'IdentityPoolId' },
  },
  async *collect(context) {
    const { IdentityPools } = poolList.parse((await context.call(LIST)) ?? {})
    yield* context.map(IdentityPools, (one) => readPool(context, one))
  },
})

async function readPool(context: CollectContext, one: IdentityPool): Promise<Records> {
  const { IdentityPoolId } = one
  const pool = await context.attempt(POOL, { IdentityPoolId })
  return poolRecords(context.partition, one, pool, await context.attempt(ROLES, { IdentityPoolId }))
}

/** `pool` and `roles`: undefined for a call that gave nothing. */
export function poolRecords(
  partition: PartitionId,
  one: IdentityPool,
  pool: unknown,
  roles: unknown,
): Records {
  const records = new RecordBuilder()
  const id = regionalArn(partition, 'cognito-identity', `identitypool/${one.IdentityPoolId}`)
  const known = pool ? detail.parse(pool) : undefined
  const given = roles === undefined ? undefined : rolesAnswer.parse(roles ?? {})
  const { authenticated, unauthenticated } = given?.Roles ?? {}
  const mapped = mappedRoles(given)
  records.node(
    'AwsCognitoIdentityPool',
    id,
    nodeProps(partition, one.IdentityPoolName ?? one.IdentityPoolId, {
      poolId: one.IdentityPoolId,
      ...(known && settings(known)),
      guestRole: given && (unauthenticated ?? null),
      authenticatedRole: given && (authenticated ?? null),
      mappedRoles: given && mapped,
    }),
  )
  records.relate(id, 'GIVES_ROLE', unauthenticated, { to: 'guest' })
  if (authenticated !== unauthenticated)
    records.relate(id, 'GIVES_ROLE', authenticated, { to: 'authenticated' })
  for (const role of mapped.filter((arn) => arn !== authenticated && arn !== unauthenticated)) {
    records.relate(id, 'GIVES_ROLE', role, { to: 'mapped' })
  }
  return records
}

const mappedRoles = (given: z.output<typeof rolesAnswer> | undefined): readonly string[] => {
  const rules = Object.values(given?.RoleMappings ?? {}).flatMap(
    ({ RulesConfiguration }) => RulesConfiguration?.Rules ?? [],
  )
  return [...new Set(rules.flatMap(({ RoleARN }) => RoleARN ?? []))].sort()
}

const settings = (known: Detail) => ({
  allowsGuests: known.AllowUnauthenticatedIdentities ?? false,
  classicFlow: known.AllowClassicFlow ?? false,
  providers: [
    ...Object.keys(known.SupportedLoginProviders ?? {}),
    ...known.CognitoIdentityProviders.flatMap(({ ProviderName }) => ProviderName ?? []),
    ...known.OpenIdConnectProviderARNs,
    ...known.SamlProviderARNs,
    ...(known.DeveloperProviderName === undefined ? [] : [known.DeveloperProviderName]),
  ].sort(),
  tags: tagTexts(known.IdentityPoolTags),
})
