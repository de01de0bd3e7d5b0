import { execFile, spawnSync } from 'node:child_process'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { AZURE_CALLS, AZURE_COLLECTORS } from '../azure/collectors.ts'
import { azureJobs, fakeAzure } from '../azure/fake.testkit.ts'
import { collectAll, type Job } from '../run.ts'
import { folderOf } from './files.testkit.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const SCRIPT = packageFile('ingest', 'files', 'azure-export.sh')
const run = promisify(execFile)

describe('the calls of the export script', async () => {
  const { stdout } = await run('bash', [SCRIPT, '--list-calls'])
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [level, call = '', url, of] = line.split('|')
      return { level, call, url, of }
    })

  test('are those that the collectors declare, at their addresses', () => {
    const declared = AZURE_COLLECTORS.flatMap(({ level, calls }) =>
      Object.entries(calls).map(([call, { host, path, query }]) => {
        const search = Object.entries(query).map(([name, value]) => `${name}=${value}`)
        return `${level} ${call} ${host}${path}${search.length === 0 ? '' : `?${search.join('&')}`}`
      }),
    )
    expect(lines.map(({ level, call, url }) => `${level} ${call} ${url}`).sort()).toEqual(declared.sort())
  })

  test('that are about items stand below the list of them', () => {
    const wrong = lines.filter(({ call, of, level }, at) => {
      if (AZURE_CALLS[call]?.per === undefined) return of !== '-'
      return !lines.slice(0, at).some((above) => above.call === of && above.level === level)
    })
    expect(wrong).toEqual([])
  })
})

const TENANT = 'aaaaaaaa-2222-3333-4444-555555555555'
const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
const OF_SUBSCRIPTION = `/subscriptions/${SUBSCRIPTION}`
const vault = (name: string) =>
  `${OF_SUBSCRIPTION}/resourceGroups/Web/providers/Microsoft.KeyVault/vaults/${name}`

/** By path; Resource Manager compares paths without case. */
const ESTATE: { readonly [path: string]: unknown } = {
  '/subscriptions': {
    value: [
      {
        id: OF_SUBSCRIPTION,
        subscriptionId: SUBSCRIPTION,
        tenantId: TENANT,
        displayName: 'prod "one"',
        state: 'Enabled',
      },
    ],
  },
  [`${OF_SUBSCRIPTION}/providers/Microsoft.KeyVault/vaults`]: {
    value: ['One', 'Two', 'Three'].map((name) => ({ id: vault(name), name, properties: {} })),
  },
  [`${vault('Two')}/keys`]: {
    value: ['Signing', 'Sealing'].map((name) => ({
      id: `${vault('Two')}/keys/${name}`,
      name,
      properties: { attributes: { enabled: true } },
    })),
  },
  [`${vault('Two')}/keys/Signing`]: {
    id: `${vault('Two')}/keys/Signing`,
    name: 'Signing',
    properties: { rotationPolicy: { lifetimeActions: [{ action: { type: 'Rotate' } }] } },
  },
  '/v1.0/users': {
    value: ['a', 'b', 'c'].map((id) => ({ id, displayName: `User ${id}`, userType: 'Member' })),
  },
  '/v1.0/groups': { value: [{ id: 'team', displayName: 'Team', groupTypes: [] }] },
  '/v1.0/groups/team/members': { value: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
}
const BY_PATH = new Map(Object.entries(ESTATE).map(([path, answer]) => [path.toLowerCase(), answer]))
const REFUSED = '/v1.0/applications'
const answer = (path: string): unknown => BY_PATH.get(path.toLowerCase()) ?? { value: [] }

/** Live, with the pages and refusals that the stub of the CLI has too. */
const fake = () =>
  fakeAzure(answer, {
    trouble: (path) =>
      path === REFUSED
        ? { status: 403, body: '{"error": {"code": "Authorization_RequestDenied", "message": "no"}}' }
        : undefined,
  })

/** Stands in for the Azure CLI: asks the fake, by what `ask.mjs` has kept of its answers. */
const STUB = `#!/usr/bin/env bash
here=$(dirname "$0")
case "$1 $2" in
  'account show') echo ${TENANT}; exit ;;
  'account list') echo ${SUBSCRIPTION}; exit ;;
esac
while [ "$1" != --url ]; do shift; done
echo "$2" >>"$here/log"
key=$(printf '%s' "$2" | tr '[:upper:]' '[:lower:]' | tr -c 'a-z0-9' _)
if [ -e "$here/answers/$key" ]; then cat "$here/answers/$key"; exit; fi
case $2 in
  *${REFUSED}*) echo 'ERROR: Forbidden({"error":{"code":"Authorization_RequestDenied","message":"no"}})' >&2; exit 1 ;;
esac
printf '{\\n  "value": []\\n}\\n'
`
const keyOf = (url: string): string => url.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')
/** As the CLI prints: by two, the members sorted. */
const printed = (value: unknown): string => JSON.stringify(sorted(value), null, 2)
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  )
}

async function prepare(): Promise<string> {
  const folder = await folderOf({ az: STUB })
  await chmod(join(folder, 'az'), 0o755)
  await mkdir(join(folder, 'answers'))
  const { stdout } = await run('bash', [SCRIPT, '--list-calls'])
  const queries = new Map(
    stdout
      .split('\n')
      .map((line) => line.split('|')[2]?.split('?') ?? [])
      .map(([path = '', query = '']) => [path, query]),
  )
  const pages = async (host: string, path: string, template: string) => {
    const query = queries.get(template) ?? ''
    const found = answer(path)
    const items =
      typeof found === 'object' && found !== null && 'value' in found && Array.isArray(found.value)
        ? found.value
        : null
    const url = (page: number) =>
      `${host}${path}${query === '' ? '' : `?${query}`}${page === 0 ? '' : `&$skipToken=${page}`}`
    const name = host.includes('graph') ? '@odata.nextLink' : 'nextLink'
    for (let page = 0; items === null ? page === 0 : page * 2 < Math.max(items.length, 1); page++) {
      const more = items !== null && (page + 1) * 2 < items.length
      const body =
        items === null
          ? found
          : { value: items.slice(page * 2, page * 2 + 2), ...(more && { [name]: url(page + 1) }) }
      await writeFile(join(folder, 'answers', keyOf(url(page))), printed(body))
    }
  }
  const arm = 'https://management.azure.com'
  const graph = 'https://graph.microsoft.com'
  await pages(arm, '/subscriptions', 'arm/subscriptions')
  const provider = '/providers/Microsoft.KeyVault/vaults'
  await pages(arm, `${OF_SUBSCRIPTION}${provider}`, `arm/subscriptions/{subscription}${provider}`)
  await pages(arm, `${vault('Two')}/keys`, 'arm{id}/keys')
  await pages(arm, `${vault('Two')}/keys/Signing`, 'arm{id}/keys/{key}')
  await pages(graph, '/v1.0/users', 'graph/v1.0/users')
  await pages(graph, '/v1.0/groups', 'graph/v1.0/groups')
  await pages(graph, '/v1.0/groups/team/members', 'graph/v1.0/groups/{id}/members')
  return folder
}

const exportFrom = (folder: string) =>
  run('bash', [SCRIPT, '--out', join(folder, 'out')], {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
  })

const SERVICES = ['entra', 'keyvault', 'management']

async function recordsOf(jobs: readonly Job[]) {
  const chosen = jobs.filter(({ partition }) => SERVICES.includes(partition.service))
  const { partitions } = await collectAll(chosen)
  return partitions
    .map(({ coverage: { account, service, state }, nodes, relationships }) => ({
      account,
      service,
      state,
      nodes: nodes.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      relationships: relationships.map(({ from, kind, to }) => `${from} ${kind} ${to}`).sort(),
    }))
    .sort((one, other) => (one.service < other.service ? -1 : 1))
}

describe('the export script', { timeout: 240_000 }, () => {
  test('writes what is read as the cloud itself is, pages and refusals too', async () => {
    const folder = await prepare()
    await exportFrom(folder)
    const { jobs } = await readInputs([join(folder, 'out')], { providers: FILE_PROVIDERS })
    const live = await azureJobs({ connection: fake().connection, services: SERVICES })
    expect(await recordsOf(jobs)).toEqual(await recordsOf(live))
  })

  test('asks again for what was refused and for nothing else', async () => {
    const folder = await prepare()
    await exportFrom(folder)
    const errors = JSON.parse(await readFile(join(folder, 'out', TENANT, 'errors.json'), 'utf8'))
    expect(errors).toEqual([{ call: 'entra applications', code: 'Authorization_RequestDenied' }])
    await writeFile(join(folder, 'log'), '')
    await exportFrom(folder)
    const log = await readFile(join(folder, 'log'), 'utf8')
    expect(log.trim().split('\n')).toEqual([`https://graph.microsoft.com${REFUSED}?$top=999`])
  })

  test('ends with one clear line without a login', async () => {
    const folder = await folderOf({ az: '#!/usr/bin/env bash\nexit 1\n' })
    await chmod(join(folder, 'az'), 0o755)
    await expect(exportFrom(folder)).rejects.toMatchObject({
      stderr: expect.stringMatching(/^azure-export: no login/),
    })
  })

  test('makes GET requests alone', async () => {
    const source = await readFile(SCRIPT, 'utf8')
    const requests = source.match(/^ *az rest .*/gm) ?? []
    expect(requests.map((one) => /--method (\w+)/.exec(one)?.[1])).toEqual(['get'])
  })
})

// CI has it; elsewhere it need not be there.
test.skipIf(spawnSync('shellcheck', ['--version']).error !== undefined)(
  'shellcheck has nothing to say',
  async () => {
    await run('shellcheck', [SCRIPT])
  },
)
