import { NODE_KINDS } from '../../graph/schema/index.ts'
import { listResources } from '../../queries/list-resources.ts'
import { runQuery } from '../../queries/query.ts'
import { countOption } from '../arguments.ts'
import { type Context, listOption, type Options } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { printList } from '../output.ts'
import { suggest } from '../suggest.ts'

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const kinds = listOption(options, 'kind')
  for (const kind of kinds) checkKind(kind)
  const accounts = listOption(options, 'account')
  const tags = listOption(options, 'tag')
  const found = await runQuery(await context.store(), listResources, {
    search: args[0]?.toLowerCase() ?? null,
    kinds: kinds.length === 0 ? null : [...kinds],
    accounts: accounts.length === 0 ? null : [...accounts],
    classes: null,
    tags: tags.length === 0 ? null : tags.map(tagFilter),
    afterName: null,
    afterId: null,
    limit: countOption(options, 'first', 50),
  })
  printList(
    context.io,
    context.format,
    found.map(({ id, kind, name, props }) => ({
      id,
      kind,
      name,
      provider: props.provider ?? null,
      account: props.account ?? null,
      region: props.region ?? null,
      exposure: props.exposure ?? null,
      sensitivity: props.sensitivity ?? null,
      tags: props.tags ?? [],
    })),
    [
      { title: 'Kind', value: (resource) => resource.kind },
      { title: 'Name', value: (resource) => resource.name },
      { title: 'Account', value: (resource) => text(resource.account) },
      { title: 'Region', value: (resource) => text(resource.region) },
      { title: 'Id', value: (resource) => resource.id },
    ],
    'No resource matches.',
  )
  return EXIT.done
}

function checkKind(kind: string): void {
  if (NODE_KINDS.has(kind)) return
  throw new UsageError(`--kind ${kind}: no such kind${suggest(kind, NODE_KINDS.keys())}`)
}

/** `key=value` is that tag, `key` any value of it. */
const tagFilter = (tag: string) =>
  tag.includes('=') ? { prefix: tag, exact: true } : { prefix: `${tag}=`, exact: false }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
