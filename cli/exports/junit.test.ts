import { DOMParser, type Element } from '@xmldom/xmldom'
import { expect, test } from 'vitest'
import { toJunit } from './junit.ts'
import { exported } from './testkit.ts'

/** What junit-10.xsd of Jenkins' xUnit plugin allows, as far as we write it: attributes (* required), and children. */
const FORM: {
  readonly [name: string]: { readonly attributes: readonly string[]; readonly children: readonly string[] }
} = {
  testsuites: {
    attributes: ['name', 'tests', 'failures', 'errors', 'skipped', 'time'],
    children: ['testsuite'],
  },
  testsuite: {
    attributes: ['name*', 'tests*', 'failures', 'errors', 'skipped', 'timestamp', 'time'],
    children: ['testcase'],
  },
  testcase: { attributes: ['name*', 'classname', 'time'], children: ['failure', 'skipped'] },
  failure: { attributes: ['type', 'message'], children: [] },
  skipped: { attributes: ['message'], children: [] },
}

const elementsOf = (element: Element): readonly Element[] =>
  [...element.childNodes].flatMap((node) => (isElement(node) ? [node] : []))
const isElement = (node: unknown): node is Element =>
  typeof node === 'object' && node !== null && 'nodeType' in node && node.nodeType === 1

function parse(xml: string): Element {
  // The mark that stands for what XML cannot hold is worth a warning to the parser.
  const onError = (level: string, message: string): void => {
    if (level !== 'warning') throw new Error(message)
  }
  const root = new DOMParser({ onError }).parseFromString(xml, 'text/xml').documentElement
  if (root === null) throw new Error('no root')
  return root
}

function problemsOf(element: Element): readonly string[] {
  const form = FORM[element.tagName]
  if (form === undefined) return [`${element.tagName} is no element of the form`]
  const names = [...element.attributes].map(({ name }) => name)
  const known = form.attributes.map((name) => name.replace('*', ''))
  const required = form.attributes.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1))
  return [
    ...names.filter((name) => !known.includes(name)).map((name) => `${element.tagName} has no ${name}`),
    ...required.filter((name) => !names.includes(name)).map((name) => `${element.tagName} lacks ${name}`),
    ...elementsOf(element)
      .filter(({ tagName }) => !form.children.includes(tagName))
      .map(({ tagName }) => `${tagName} within ${element.tagName}`),
    ...elementsOf(element).flatMap(problemsOf),
  ]
}

const root = parse(toJunit(exported()))
const caseOf = (name: string): Element | undefined =>
  [...root.getElementsByTagName('testcase')].find((one) => one.getAttribute('name') === name)
const outcomeOf = (name: string): string | undefined => elementsOf(caseOf(name) ?? root)[0]?.tagName

test('the document is of the form, whatever a resource is called', () => {
  expect(problemsOf(root)).toEqual([])
})

test('a suite is a rule and a case is a resource, counted', () => {
  const suite = [...root.getElementsByTagName('testsuite')].find(
    (one) => one.getAttribute('name') === 'aws-test',
  )
  const counts = ['tests', 'failures', 'skipped', 'errors'].map((name) => suite?.getAttribute(name))
  expect(counts).toEqual(['5', '2', '2', '0'])
  expect(root.getAttribute('tests')).toBe('7')
})

test('what fails is a failure, what was mended has passed', () => {
  expect(outcomeOf('arn:aws:s3:::plain')).toBe('failure')
  expect(caseOf('arn:aws:s3:::mended')?.childNodes.length).toBe(0)
})

test('what was not evaluated is skipped and says why', () => {
  expect(outcomeOf('111122223333')).toBe('skipped')
})

test('what is excepted is skipped, with reason, author and expiry', () => {
  const message = elementsOf(caseOf('arn:aws:s3:::site') ?? root)[0]?.getAttribute('message')
  expect(message).toBe('excepted by ann until 2026-06-01T00:00:00.000Z: public on purpose')
})

test('a hostile name is text', () => {
  const names = [...root.getElementsByTagName('testcase')].map((one) => one.getAttribute('name'))
  expect(names).toContain('arn:aws:s3:::=cmd()|<b>"&\'\ufffd[31m]]>\ufffd')
})

test('passes are cases without more, when asked for', () => {
  const passes = new Map([['aws-other', ['arn:aws:s3:::fine']]])
  const suites = parse(toJunit(exported({ findings: [], passes })))
  expect(problemsOf(suites)).toEqual([])
  expect(suites.getAttribute('tests')).toBe('1')
  expect(suites.getElementsByTagName('testcase')[0]?.childNodes.length).toBe(0)
})
