import { ec2Id } from './ids.ts'
import type { PolicyDocument } from './policy.ts'
import type { AccountWriter } from './writer.ts'

export interface Member {
  readonly account: string
  readonly name: string
  readonly email: string
  readonly joined: string
  /** Name of the unit; absent: right below the root. */
  readonly unit?: string
}

export interface ServiceControlPolicy {
  readonly name: string
  readonly description: string
  readonly document: PolicyDocument
  /** Names of units, `root`, or account ids. */
  readonly targets: readonly string[]
}

export interface Organization {
  readonly id: string
  readonly management: Member
  readonly members: readonly Member[]
  /** Unit -> the unit above it, or `root`. */
  readonly units: { readonly [name: string]: string }
  readonly policies: readonly ServiceControlPolicy[]
  /** Services that a member administers for all, by its account. */
  readonly delegated: { readonly [account: string]: readonly string[] }
  /** How root users of members are managed centrally. */
  readonly rootFeatures: readonly string[]
}

const FULL_ACCESS = 'p-FullAWSAccess'

/** Writes what Organizations answers in the management account, and in the member accounts. */
export function writeOrganization(outs: readonly AccountWriter[], organization: Organization): void {
  const description = describe(organization)
  for (const out of outs) out.put('global', 'organizations describe-organization', description)
  for (const out of outs) {
    if (out.account === organization.management.account) writeManagement(out, organization)
    else
      for (const call of ['list-accounts', 'list-roots', 'list-policies', 'list-delegated-administrators'])
        out.refused('global', `organizations ${call}`, 'AccessDeniedException')
  }
}

const masterArn = ({ id, management }: Organization): string =>
  `arn:aws:organizations::${management.account}:account/${id}/${management.account}`

const describe = (organization: Organization) => ({
  Organization: {
    Id: organization.id,
    Arn: `arn:aws:organizations::${organization.management.account}:organization/${organization.id}`,
    FeatureSet: 'ALL',
    MasterAccountArn: masterArn(organization),
    MasterAccountId: organization.management.account,
    MasterAccountEmail: organization.management.email,
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  },
})

function writeManagement(out: AccountWriter, organization: Organization): void {
  const { id, management, members, units } = organization
  const arn = (path: string) => `arn:aws:organizations::${management.account}:${path}`
  const root = rootId(organization)
  const accounts = [management, ...members].map((member) => ({
    Id: member.account,
    Arn: arn(`account/${id}/${member.account}`),
    Email: member.email,
    Name: member.name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedMethod: member === management ? 'INVITED' : 'CREATED',
    JoinedTimestamp: member.joined,
  }))
  out.list('global', 'organizations list-accounts', 'Accounts', accounts)
  const types = [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }]
  out.list('global', 'organizations list-roots', 'Roots', [
    { Id: root, Arn: arn(`root/${id}/${root}`), Name: 'Root', PolicyTypes: types },
  ])
  const unit = (name: string) => ({
    Id: unitId(organization, name),
    Arn: arn(`ou/${id}/${unitId(organization, name)}`),
    Name: name,
  })
  for (const parent of ['root', ...Object.keys(units)]) {
    const parentId = targetId(organization, parent)
    const below = Object.keys(units).filter((name) => units[name] === parent)
    listPer(out, 'list-organizational-units-for-parent', 'OrganizationalUnits', below.map(unit), parentId)
    const held = accounts.filter((_, index) => ([management, ...members][index]?.unit ?? 'root') === parent)
    listPer(out, 'list-accounts-for-parent', 'Accounts', held, parentId)
  }
  writeDelegation(out, organization, accounts)
  writePolicies(out, organization)
}

function writeDelegation(
  out: AccountWriter,
  { id, delegated, rootFeatures }: Organization,
  accounts: readonly { readonly Id: string }[],
): void {
  const delegates = accounts.filter(({ Id }) => Id in delegated)
  out.list('global', 'organizations list-delegated-administrators', 'DelegatedAdministrators', delegates)
  for (const { Id } of delegates) {
    const services = (delegated[Id] ?? []).map((ServicePrincipal) => ({ ServicePrincipal }))
    listPer(out, 'list-delegated-services-for-account', 'DelegatedServices', services, Id)
  }
  const features = { OrganizationId: id, EnabledFeatures: rootFeatures }
  out.put('global', 'iam list-organizations-features', features)
}

function listPer(
  out: AccountWriter,
  operation: string,
  key: string,
  items: readonly unknown[],
  resource: string,
): void {
  const call = `organizations ${operation}`
  if (items.length > 0) out.put('global', call, { [key]: items }, resource)
  else out.nothing('global', call, resource)
}

function writePolicies(out: AccountWriter, organization: Organization): void {
  const { management, members, units, policies, id } = organization
  const everywhere = [
    'root',
    ...Object.keys(units),
    management.account,
    ...members.map(({ account }) => account),
  ]
  const summaries = [
    {
      Id: FULL_ACCESS,
      Name: 'FullAWSAccess',
      Description: 'Allows access to every operation',
      AwsManaged: true,
    },
    ...policies.map(({ name, description }) => ({
      Id: policyId(name),
      Name: name,
      Description: description,
      AwsManaged: false,
    })),
  ].map((summary) => ({
    ...summary,
    Arn: summary.AwsManaged
      ? `arn:aws:organizations::aws:policy/service_control_policy/${summary.Id}`
      : `arn:aws:organizations::${management.account}:policy/${id}/service_control_policy/${summary.Id}`,
    Type: 'SERVICE_CONTROL_POLICY',
  }))
  out.put('global', 'organizations list-policies', { Policies: summaries }, 'SERVICE_CONTROL_POLICY')
  for (const summary of summaries) {
    const own = policies.find(({ name }) => name === summary.Name)
    const document = own?.document ?? FULL_DOCUMENT
    const answer = { Policy: { PolicySummary: summary, Content: JSON.stringify(document) } }
    out.put('global', 'organizations describe-policy', answer, summary.Id)
    const targets = (own?.targets ?? everywhere).map((target) => targetAnswer(organization, target))
    out.put('global', 'organizations list-targets-for-policy', { Targets: targets }, summary.Id)
  }
  out.nothing('global', 'organizations list-policies', 'RESOURCE_CONTROL_POLICY')
}

const FULL_DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

function targetAnswer(organization: Organization, target: string) {
  const { id, management, units } = organization
  const TargetId = targetId(organization, target)
  const type = target === 'root' ? 'ROOT' : target in units ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT'
  const path = { ROOT: 'root', ORGANIZATIONAL_UNIT: 'ou', ACCOUNT: 'account' }[type]
  const member = [management, ...organization.members].find(({ account }) => account === target)
  return {
    TargetId,
    Arn: `arn:aws:organizations::${management.account}:${path}/${id}/${TargetId}`,
    Name: target === 'root' ? 'Root' : (member?.name ?? target),
    Type: type,
  }
}

export const rootId = ({ id }: Organization): string => `r-${ec2Id('r', id).slice(3, 7)}`
export const unitId = (organization: Organization, name: string): string =>
  `ou-${rootId(organization).slice(2)}-${ec2Id('ou', name).slice(4, 12)}`
export const policyId = (name: string): string => `p-${ec2Id('p', name).slice(3, 11)}`

function targetId(organization: Organization, target: string): string {
  if (target === 'root') return rootId(organization)
  return target in organization.units ? unitId(organization, target) : target
}
