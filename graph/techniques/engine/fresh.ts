import type { Identity } from '../../access/aws/estate.ts'
import { compileGlob, type Glob, matchGlob } from '../../access/aws/glob.ts'
import { sharing } from '../../access/aws/intern.ts'
import { matchesAction } from '../../access/aws/statement.ts'
import { resolveTemplate } from '../../access/aws/variables.ts'

const PROBE = 'chokepoint-probe'
const REGION = 'us-east-1'

/**
 * ARNs that a new resource could have, in the shape of a template such as
 * `arn:aws:lambda:{region}:{account}:function:{new}`. The attacker picks name and region, so besides an arbitrary one
 * there is one for every pattern that his own policies allow these actions on.
 */
export function freshArns(
  template: string,
  identity: Identity,
  actions: readonly string[],
): readonly string[] {
  if (template === '*') return ['*']
  const partition = identity.id.split(':', 2)[1] ?? 'aws'
  const { shape, arbitrary } = shapeIn(template, partition, identity.account)
  const found = new Set([arbitrary])
  for (const pattern of allowedPatterns(identity, actions)) {
    const arn = instantiate(pattern, arbitrary)
    if (matchGlob(shape, arn)) found.add(arn)
  }
  return [...found]
}

interface Shape {
  readonly shape: Glob
  readonly arbitrary: string
}

const shared = sharing<Shape>()

/** Every principal of an account asks for the same few. */
const shapeIn = (template: string, partition: string, account: string): Shape =>
  shared(`${partition} ${account} ${template}`, () => {
    const local = template.replace(/^arn:aws:/, `arn:${partition}:`).replaceAll('{account}', account)
    return {
      shape: compileGlob(local.replaceAll('{region}', '*').replaceAll('{new}', '*')),
      arbitrary: local.replaceAll('{region}', REGION).replaceAll('{new}', PROBE),
    }
  })

function allowedPatterns(identity: Identity, actions: readonly string[]): readonly string[] {
  const lowered = actions.map((action) => action.toLowerCase())
  return identity.own.identity.flatMap(({ policy }) =>
    policy.statements
      .filter(
        (statement) =>
          statement.effect === 'Allow' &&
          !statement.notResource &&
          lowered.some((action) => matchesAction(statement, action)),
      )
      .flatMap((statement) => statement.resources ?? [])
      // A lone star is as good on the arbitrary one.
      .filter(({ glob }) => glob.shape !== 'any')
      .flatMap((resource) => {
        const resolved = resolveTemplate(resource, identity.context)
        return resolved.state === 'absent' ? [] : [resolved.glob.pattern]
      }),
  )
}

/** The pattern made concrete; what it leaves open comes from the arbitrary ARN. */
function instantiate(pattern: string, arbitrary: string): string {
  if (!pattern.startsWith('arn:')) return arbitrary
  const [given, parts] = [arbitrary.split(':'), pattern.split(':')]
  const head = parts.slice(0, 5).map((part, at) => (/[*?]/.test(part) ? (given[at] ?? '') : part))
  const [tail, givenTail] = [parts.slice(5).join(':'), given.slice(5).join(':')]
  const resource = tail === '' || matchGlob(compileGlob(tail), givenTail) ? givenTail : concrete(tail)
  return [...head, resource].join(':')
}

const concrete = (tail: string): string => tail.replaceAll('*', PROBE).replaceAll('?', 'x')
