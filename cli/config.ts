import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { IMPACTS } from '../graph/paths/path.ts'
import { UsageError } from './exit.ts'
import type { Io } from './io.ts'

const account = z.string().regex(/^\d{12}$/, 'an account id has twelve digits')

const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(z.number())])

const crownJewel = z
  .strictObject({
    id: z.string().optional(),
    kind: z.string().optional(),
    account: account.optional(),
    tag: z.string().optional(),
    impact: z.enum(IMPACTS).default('critical'),
  })
  .refine(
    ({ impact: _impact, ...fields }) => Object.keys(fields).length > 0,
    'needs id, kind, account or tag',
  )

/** docs/configuration.md says what each means. */
const configSchema = z.strictObject({
  trustedAccounts: z.array(account).default([]),
  corporateRanges: z
    .array(z.union([z.cidrv4(), z.cidrv6()], 'is no range such as 198.51.100.0/24'))
    .default([]),
  crownJewels: z.array(crownJewel).default([]),
  entryPoints: z
    .array(z.strictObject({ id: z.string(), likelihood: z.number().positive().max(1).default(1) }))
    .default([]),
  rules: z
    .strictObject({
      folder: z.string().min(1).optional(),
      timeoutSeconds: z.number().positive().max(3600).default(30),
      parameters: z.record(z.string(), z.record(z.string(), parameter)).default({}),
    })
    .default({ timeoutSeconds: 30, parameters: {} }),
})

export type Config = z.infer<typeof configSchema>

/** Reads --config FILE (YAML or JSON); the defaults without one. @throws UsageError that names the field. */
export async function loadConfig(io: Io, file: string | undefined): Promise<Config> {
  if (file === undefined) return configSchema.parse({})
  const path = resolve(io.cwd, file)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`--config ${file}: cannot be read (${reason(cause)})`, { cause })
  })
  const result = configSchema.safeParse(parseYaml(file, text) ?? {})
  if (result.success) return withFolder(result.data, dirname(path))
  const issue = result.error.issues[0]
  throw new UsageError(
    `--config ${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not valid'}`,
  )
}

/** A folder that the file names is beside it. */
function withFolder(config: Config, base: string): Config {
  const { folder } = config.rules
  return folder === undefined
    ? config
    : { ...config, rules: { ...config.rules, folder: resolve(base, folder) } }
}

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    throw new UsageError(`--config ${file}: is not YAML or JSON (${reason(cause)})`, { cause })
  }
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
