import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import type { Rule } from '../../rules/engine/rule.ts'
import { skeletonOf, subjectsOf } from '../../rules/engine/skeleton.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { suggest } from '../suggest.ts'

const PROVIDERS: readonly Rule['provider'][] = ['aws', 'azure', 'gcp']

/** Writes the skeleton of a rule into the configured folder and prints its path. */
export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const id = args[0] ?? ''
  const provider = providerOf(id, textOption(options, 'provider'))
  const service = textOption(options, 'service') ?? id.split('-')[1] ?? ''
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(service))
    throw new UsageError(`--service ${service}: small letters, digits and dashes, such as s3`)
  if (!new RegExp(`^${provider}(-[a-z0-9]+)+$`).test(id))
    throw new UsageError(
      `${id}: an id begins with ${provider}- and has small letters, digits and dashes, such as ${provider}-${service}-our-standard`,
    )
  if ((await context.rules()).some((rule) => rule.id === id))
    throw new UsageError(`${id}: there is a rule of this id already`)
  const subject = subjectOf(provider, service, textOption(options, 'subject'))
  const file = join(await folderOf(context, options), provider, service, `${id}.yaml`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, skeletonOf({ id, provider, service, subject }), { flag: 'wx' }).catch(
    (cause: unknown) => {
      throw new UsageError(`${file}: cannot be written, or is there already`, { cause })
    },
  )
  context.io.stdout(`${file}\n`)
  return EXIT.done
}

function providerOf(id: string, given: string | undefined): Rule['provider'] {
  const wanted = given ?? id.split('-')[0]
  const found = PROVIDERS.find((provider) => provider === wanted)
  if (found !== undefined) return found
  throw new UsageError(
    given === undefined
      ? `${id}: an id begins with its provider, one of ${PROVIDERS.join(', ')}, such as aws-s3-our-standard`
      : `--provider ${given}: choose from ${PROVIDERS.join(', ')}`,
  )
}

function subjectOf(provider: Rule['provider'], service: string, given: string | undefined): string {
  if (given !== undefined && NODE_KINDS.has(given)) return given
  if (given !== undefined)
    throw new UsageError(`--subject ${given}: no such kind${suggest(given, [...NODE_KINDS.keys()])}`)
  const [found] = subjectsOf(provider, service)
  if (found !== undefined) return found
  throw new UsageError(
    `--subject is needed: no kind of resource is called like ${provider} ${service}. The kinds: chokepoint resources`,
  )
}

async function folderOf(context: Context, options: Options): Promise<string> {
  const given = textOption(options, 'folder')
  if (given !== undefined) return resolve(context.io.cwd, given)
  const { folder } = (await context.config()).rules
  if (folder !== undefined) return folder
  throw new UsageError('where to? Give --folder PATH, or --config FILE with `rules: { folder: PATH }`')
}
