import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { CONTACT_CALLS, readContacts } from './contacts.ts'
import { parseDocument } from './documents.ts'
import {
  CREDENTIAL_REPORT_CALLS,
  type CredentialReport,
  readCredentialReport,
  reportTime,
} from './iam/credential-report.ts'
import { publicAccessBlock } from './s3/shapes.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const aliases = z.object({ AccountAliases: listOf(z.string()) })
const summary = z.object({
  SummaryMap: z.object({
    AccountMFAEnabled: z.number().optional(),
    AccountAccessKeysPresent: z.number().optional(),
  }),
})
const virtualMfaList = z.object({
  VirtualMFADevices: listOf(z.object({ User: z.object({ Arn: textOrNone }).nullish() })),
})
const passwordPolicy = z.object({ PasswordPolicy: z.record(z.string(), z.unknown()) })

/** Answers by what they tell: null for "there is none", undefined for a call that gave nothing. */
interface AccountAnswers {
  readonly aliases: unknown
  readonly summary: unknown
  readonly virtualMfa: unknown
  readonly passwordPolicy: unknown
  readonly publicAccessBlock: unknown
  readonly report: CredentialReport | undefined
  readonly contacts: Props
}

/** The account itself: its root user, password policy, account-wide block of public access and contacts. */
export const account = defineCollector({
  provider: 'aws',
  service: 'account',
  scope: 'global',
  calls: {
    'iam list-account-aliases': { permission: 'iam:ListAccountAliases' },
    'iam get-account-summary': { permission: 'iam:GetAccountSummary' },
    'iam list-virtual-mfa-devices': { permission: 'iam:ListVirtualMFADevices' },
    'iam get-account-password-policy': { permission: 'iam:GetAccountPasswordPolicy', none: ['NoSuchEntity'] },
    's3control get-public-access-block': {
      permission: 's3:GetAccountPublicAccessBlock',
      none: ['NoSuchPublicAccessBlockConfiguration'],
    },
    ...CREDENTIAL_REPORT_CALLS,
    ...CONTACT_CALLS,
  },
  async *collect(context) {
    yield accountRecords(context.partition, {
      aliases: await context.attempt('iam list-account-aliases'),
      summary: await context.attempt('iam get-account-summary'),
      virtualMfa: await context.attempt('iam list-virtual-mfa-devices'),
      passwordPolicy: await context.attempt('iam get-account-password-policy'),
      publicAccessBlock: await context.attempt('s3control get-public-access-block', {
        AccountId: context.partition.account,
      }),
      report: await readCredentialReport(context),
      contacts: await readContacts(context),
    })
  },
})

/** The account's node. Its properties are explicit nulls where there is none: other partitions add to this node. */
function accountRecords(partition: PartitionId, answers: AccountAnswers): Records {
  const props = {
    ...aliasProps(answers.aliases),
    ...rootProps(answers),
    ...passwordProps(answers.passwordPolicy),
    ...blockProps(answers.publicAccessBlock),
    ...answers.contacts,
  }
  // Without an alias the name is left to the organization, which other partitions read.
  const named = nodeProps(partition, props.alias ?? undefined, props)
  return new RecordBuilder().node('AwsAccount', partition.account, named)
}

const aliasProps = (answer: unknown): { readonly alias?: string | null } =>
  answer === undefined ? {} : { alias: aliases.parse(answer ?? {}).AccountAliases[0] ?? null }

function rootProps({ summary: answer, virtualMfa, report }: AccountAnswers) {
  const counted = answer ? summary.parse(answer).SummaryMap : {}
  return {
    rootMfaEnabled: counted.AccountMFAEnabled === undefined ? undefined : counted.AccountMFAEnabled > 0,
    rootVirtualMfa: virtualMfa === undefined ? undefined : hasVirtualRoot(virtualMfa),
    rootAccessKeys: counted.AccountAccessKeysPresent,
    rootLastUsed: report === undefined ? undefined : rootLastUsed(report),
  }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html lists no hardware and no passkey. */
const hasVirtualRoot = (answer: unknown): boolean =>
  virtualMfaList
    .parse(answer ?? {})
    .VirtualMFADevices.some(({ User }) => User?.Arn?.endsWith(':root') === true)

const ROOT_USES = ['password_last_used', 'access_key_1_last_used_date', 'access_key_2_last_used_date']

/** `no_information` means not since AWS began to keep track, in 2014: read as never. */
function rootLastUsed(report: CredentialReport): string | undefined {
  const row = report.get('<root_account>')
  if (row === undefined) return undefined
  const uses = ROOT_USES.map((column) => reportTime(row, column)).filter((use) => use !== undefined)
  return uses.sort().at(-1) ?? 'never'
}

const NO_PASSWORD_POLICY = {
  passwordPolicy: null,
  passwordMinimumLength: 0,
  passwordReusePrevention: 0,
  passwordMaximumAgeDays: 0,
  passwordCharacters: [],
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PasswordPolicy.html */
const CHARACTERS = {
  RequireNumbers: 'digit',
  RequireLowercaseCharacters: 'lowercase',
  RequireSymbols: 'symbol',
  RequireUppercaseCharacters: 'uppercase',
}

function passwordProps(answer: unknown) {
  if (answer === undefined) return {}
  if (answer === null) return NO_PASSWORD_POLICY
  const { PasswordPolicy: policy } = passwordPolicy.parse(answer)
  return {
    passwordPolicy: parseDocument(policy),
    passwordMinimumLength: z.number().catch(0).parse(policy.MinimumPasswordLength),
    passwordReusePrevention: z.number().catch(0).parse(policy.PasswordReusePrevention),
    passwordMaximumAgeDays: z.number().catch(0).parse(policy.MaxPasswordAge),
    passwordCharacters: Object.entries(CHARACTERS).flatMap(([member, what]) =>
      policy[member] === true ? what : [],
    ),
  }
}

function blockProps(answer: unknown) {
  if (answer === undefined) return {}
  const block = answer === null ? undefined : publicAccessBlock.parse(answer).PublicAccessBlockConfiguration
  return {
    s3BlockPublicAcls: block?.BlockPublicAcls ?? false,
    s3IgnorePublicAcls: block?.IgnorePublicAcls ?? false,
    s3BlockPublicPolicy: block?.BlockPublicPolicy ?? false,
    s3RestrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
  }
}
