// Stryker's runner for the claims about access: one bundle in this process, evaluated anew for each mutant. Vitest
// takes seconds to start over for a mutant, this some hundredths; only the tests that reach a mutant run.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { format } from 'node:util'
import vm from 'node:vm'

/** Whose claims are asked: what access gives shows in the techniques that build upon it. */
const FOLDERS = (process.env.MUTATION_TESTS ?? 'graph/access,graph/techniques').split(',')
/** Most examples of a property: each mutant looks at them anew. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
/** A file whose claims, evaluated anew for each, would take longer is evaluated once: its mutants meet fewer claims. */
const FILE_MILLISECONDS = 10_000
/** How long a claim may take under a mutant: so much, or ten times what it takes without one. */
const CLAIM_MILLISECONDS = 5_000
/** Whom nobody noticed after so much time of the processor has survived. */
const MUTANT_MICROSECONDS = Number(process.env.MUTANT_MICROSECONDS ?? 3_000_000)
/** Only every so manieth mutant is asked about, where all would take too long. */
const EVERY = Number(process.env.MUTATION_EVERY ?? 1)
globalThis.__stryker__ ??= {}
const stryker = globalThis.__stryker__

/** `expect` as Vitest makes it, without its worker. */
function makeExpect(project) {
  const vitest = createRequire(project.resolve('vitest/package.json'))
  const matchers = vitest('@vitest/expect')
  const chai = createRequire(vitest.resolve('@vitest/expect'))('chai')
  for (const name of ['JestExtend', 'JestChaiExpect', 'JestAsymmetricMatchers']) chai.use(matchers[name])
  const expect = (value, message) => chai.expect(value, message)
  return Object.assign(expect, chai.expect, globalThis[matchers.ASYMMETRIC_MATCHERS_OBJECT])
}

/** Every property with few examples, the same each time, and without looking for the smallest one that fails. */
function fewExamples(fc) {
  const assert = (property, options = {}) =>
    fc.assert(property, {
      seed: 1,
      ...options,
      numRuns: Math.min(options.numRuns ?? RUNS, RUNS),
      endOnFailure: true,
    })
  const capped = { ...fc, assert }
  return { ...capped, default: capped, __esModule: true }
}

let claims = []
const suites = []

const listed = (make) => (rows) => (name, body) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row]
    const named = values.slice(0, name.split('%s').length - 1)
    make(format(name, ...named), () => body(...values))
  }
}
const describe = (name, body) => {
  suites.push(name)
  body()
  suites.pop()
}
const test = (name, body) => claims.push({ name: [...suites, name].join(' '), body })
describe.each = listed(describe)
test.each = listed(test)
test.skipIf = (isSkipped) => (isSkipped ? () => {} : test)
test.runIf = (isRun) => test.skipIf(!isRun)

function testFiles() {
  const all = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, name)),
  )
  return all.filter((name) => name.endsWith('.test.ts') && !name.endsWith('.corpus.test.ts')).sort()
}

/** Modules say where they lie as if they were not in a bundle. */
const places = {
  name: 'places',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(`file://${path}`))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
    }))
  },
}

async function bundle(project, root) {
  const files = testFiles().map((file) => `[${JSON.stringify(file)}, () => import('./${file}')]`)
  const built = await createRequire(project.resolve('tsx/package.json'))('esbuild').build({
    stdin: { contents: `export const files = [${files.join(',')}]`, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    // What is no more than an ES module would be its namespace, not its default.
    alias: { flatqueue: project.resolve('flatqueue') },
    plugins: [places],
  })
  const text = `(function (require, module, exports) {${built.outputFiles[0].text}\n})`
  return new vm.Script(text, { filename: join(root, 'access-claims.cjs') })
}

class BundleRunner {
  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    const root = process.cwd()
    const project = createRequire(join(root, 'package.json'))
    const fc = project('fast-check')
    const known = {
      'fast-check': fewExamples(fc.default ?? fc),
      vitest: { describe, expect: makeExpect(project), test },
    }
    this.require = (name) => known[name] ?? project(name)
    this.script = await bundle(project, root)
    this.durations = new Map()
    this.loadTimes = new Map()
    this.kills = new Map()
  }

  /** All modules anew: what is compiled under one mutant is not met under another. */
  evaluate() {
    const module = { exports: {} }
    this.script.runInThisContext()(this.require, module, module.exports)
    return new Map(module.exports.files)
  }

  /** What a test file claims, in its order. */
  async claimsOf(file, files) {
    claims = []
    await files.get(file)()
    const times = new Map()
    return claims.map(({ name, body }) => {
      const nth = (times.get(name) ?? 0) + 1
      times.set(name, nth)
      return { id: `${file}#${name}#${nth}`, name, file, body }
    })
  }

  async dryRun() {
    const tests = []
    for (const file of testFiles()) {
      const began = performance.now()
      const loaded = await this.claimsOf(file, this.evaluate())
      const took = performance.now() - began
      this.loadTimes.set(file, took)
      for (const [at, { id }] of loaded.entries()) {
        // Modules keep what they compiled: evaluated anew for each claim, each reaches all that it would alone.
        const claim =
          took * loaded.length < FILE_MILLISECONDS
            ? (await this.claimsOf(file, this.evaluate()))[at]
            : loaded[at]
        stryker.currentTestId = id
        const result = await run(claim)
        stryker.currentTestId = undefined
        this.durations.set(id, result.timeSpentMs)
        tests.push(result)
      }
    }
    return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter = [...this.durations.keys()], hitLimit }) {
    if (Number(activeMutant.id) % EVERY > 0) return { status: 'error', errorMessage: 'not in the sample' }
    const wanted = Map.groupBy(testFilter, (id) => id.slice(0, id.indexOf('#')))
    const files = this.evaluate()
    Object.assign(stryker, { hitCount: 0, hitLimit })
    const began = process.cpuUsage()
    let asked = 0
    try {
      for (const file of this.inOrder(wanted, activeMutant.fileName)) {
        const ids = new Set(wanted.get(file))
        const chosen = (await this.claimsOf(file, files)).filter(({ id }) => ids.has(id))
        for (const claim of chosen.sort((a, b) => this.rank(a) - this.rank(b))) {
          const { user } = process.cpuUsage(began)
          if (user > MUTANT_MICROSECONDS) return { status: 'survived', nrOfTests: asked }
          stryker.activeMutant = activeMutant.id
          const result = await run(claim, Math.max(CLAIM_MILLISECONDS, 10 * this.time(claim.id)))
          stryker.activeMutant = undefined
          asked += 1
          const found = this.verdict(result, asked, activeMutant.fileName)
          if (found !== null) return found
        }
      }
      return { status: 'survived', nrOfTests: asked }
    } catch (error) {
      return { status: 'error', errorMessage: String(error) }
    } finally {
      Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined })
    }
  }

  /** The test file of the mutant's own name, those of its folder, then what noticed most in it for what it costs. */
  inOrder(wanted, mutated) {
    const own = basename(mutated).replace('.ts', '.test.ts')
    const cost = (file) => {
      const took = wanted
        .get(file)
        .reduce((sum, id) => sum + this.time(id), 10 + (this.loadTimes.get(file) ?? 0))
      return took / (1 + (this.kills.get(`${mutated} ${file}`) ?? 0))
    }
    const distance = (file) => {
      if (basename(file) === own) return 0
      return mutated.endsWith(join(dirname(file), basename(mutated))) ? 1 : 2
    }
    const near = Map.groupBy(wanted.keys(), distance)
    return [0, 1, 2].flatMap((at) => (near.get(at) ?? []).sort((a, b) => cost(a) - cost(b)))
  }

  /** A runner that was started anew knows of no times. */
  time(id) {
    return this.durations.get(id) ?? 0
  }

  /** What noticed most is asked first, then what is quick. */
  rank({ id }) {
    return this.time(id) - 1000 * (this.kills.get(id) ?? 0)
  }

  verdict({ id, fileName, isTooSlow, failureMessage }, nrOfTests, mutated) {
    if (isTooSlow || stryker.hitCount > stryker.hitLimit) return { status: 'timeout' }
    if (failureMessage === undefined) return null
    for (const key of [id, `${mutated} ${fileName}`]) this.kills.set(key, (this.kills.get(key) ?? 0) + 1)
    return { status: 'killed', killedBy: [id], failureMessage, nrOfTests }
  }

  dispose() {}
}

const call = new vm.Script('globalThis.__claim__()')

/** With Stryker's status of a test: 0 passed, 1 failed. */
async function run({ id, name, file, body }, timeout) {
  const began = performance.now()
  const result = (status, more) => ({
    ...{ id, name, fileName: file, status, timeSpentMs: performance.now() - began },
    ...more,
  })
  globalThis.__claim__ = body
  try {
    await call.runInThisContext(timeout === undefined ? {} : { timeout: Math.ceil(timeout) })
    return result(0)
  } catch (error) {
    return result(1, {
      failureMessage: String(error?.message ?? error),
      isTooSlow: error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT',
    })
  }
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'bundle', factory: Object.assign(() => new BundleRunner(), { inject: [] }) },
]
