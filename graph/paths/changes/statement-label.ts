import type { Value } from '../../snapshot/records.ts'
import { isNamed, isProps, statementsOf } from './documents.ts'

/** A statement by its Sid where it has one, else by its place, with what it is about. */
export function statementLabel(name: number | string, document: Value | undefined): string {
  const statements = isProps(document) ? statementsOf(document) : []
  const found = statements.find((item, index) => isNamed(item, index, name))
  if (!isProps(found)) return typeof name === 'number' ? `statement ${name}` : `statement "${name}"`
  const { Sid, Effect, Action, NotAction, Principal } = found
  const label = typeof Sid === 'string' && Sid !== '' ? `statement "${Sid}"` : `statement ${name}`
  const [first, ...others] = [Action ?? NotAction ?? []].flat()
  if (typeof first !== 'string') return label
  if (Effect === 'Allow' && first.startsWith('sts:Assume')) return `${label} (trusts ${trusted(Principal)})`
  const verb = Effect === 'Deny' ? 'denies' : 'allows'
  const all = NotAction !== undefined && Action === undefined ? 'all but ' : ''
  return `${label} (${verb} ${all}${first}${others.length === 0 ? '' : ` and ${others.length} more`})`
}

/** `*`, an account, a user or role, a service, an issuer: the first of them and how many more. */
function trusted(principal: Value | undefined): string {
  const names = (isProps(principal) ? Object.values(principal) : [principal]).flat()
  const [first = 'nobody', ...others] = names.map((name) =>
    String(name)
      .replace(/^arn:[^:]*:iam::(\d+):root$/, 'account $1')
      .replace(/^arn:[^:]*:iam::(\d+):(.+)$/, '$2 of $1'),
  )
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
