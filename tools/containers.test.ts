import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageFile } from '../graph/package-root.ts'

const service = z.looseObject({
  healthcheck: z.looseObject({ test: z.array(z.string()) }),
  environment: z.record(z.string(), z.union([z.string(), z.number()])),
})
const compose = z
  .looseObject({
    services: z.object({
      neo4j: service.extend({ image: z.string() }),
      chokepoint: service.extend({ read_only: z.boolean(), user: z.string(), ports: z.array(z.string()) }),
    }),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(parse(readFileSync(packageFile('docker-compose.yml'), 'utf8')))
const dockerfile = readFileSync(packageFile('Dockerfile'), 'utf8')

test('Neo4j is pinned, limited, and reads no files', () => {
  const { image, environment } = compose.services.neo4j
  expect(image).toMatch(/^neo4j:5\.26\.\d+-community$/)
  expect(environment.NEO4J_db_transaction_timeout).toBeDefined()
  expect(environment.NEO4J_server_memory_heap_max__size).toBeDefined()
  expect(environment.NEO4J_dbms_security_procedures_unrestricted).toBe('')
  expect(environment.NEO4J_dbms_security_allow__csv__import__from__file__urls).toBe('false')
})

test('the service runs read-only, as nobody in particular, on loopback', () => {
  const { read_only, user, ports } = compose.services.chokepoint
  expect(read_only).toBe(true)
  expect(user).not.toMatch(/^(0|root)(:|$)/)
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
})

test('secrets come from the environment, and starting without them is refused', () => {
  const { neo4j, chokepoint } = compose.services
  expect(neo4j.environment.NEO4J_AUTH).toContain(':?')
  expect(chokepoint.environment.NEO4J_PASSWORD).toContain(':?')
  expect(chokepoint.environment.CHOKEPOINT_TOKENS).toContain(':?')
})

test('every image is pinned to a version, and everything the image copies exists', () => {
  expect(dockerfile).toMatch(/NODE_IMAGE=node:\d+\.\d+\.\d+-[a-z]+-slim/)
  const sources = [...dockerfile.matchAll(/^COPY --from=build \S+ \/src\/(\S+) /gm)].map(
    (match) => match[1] ?? '',
  )
  const built = ['dist', 'ui/dist', 'node_modules']
  expect(sources.length).toBeGreaterThan(5)
  for (const source of sources.filter((path) => !built.includes(path)))
    expect(existsSync(packageFile(source))).toBe(true)
})
