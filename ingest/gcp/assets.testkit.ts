import { collectFrom } from '../answers.fixture.ts'
import { assets } from './assets.ts'
import { LIST_ASSETS, LIST_ORG_POLICIES, LIST_POLICIES } from './calls.ts'

/** The name of every asset of `assetsOf` that is told by its type and the end of its name. */
export const named = (type: string, end: string): string =>
  `//${type.slice(0, type.indexOf('/'))}/projects/p/${end}`

export interface ShortAsset {
  readonly type: string
  /** The end of its name; the whole of it where it begins with `//`. */
  readonly name: string
  readonly ancestors?: readonly string[]
  readonly data?: object
  readonly bindings?: readonly object[]
  readonly orgPolicy?: readonly object[]
}

/** What becomes of assets of one project, whose resources and policies were both exported. */
export const assetsOf = (...given: readonly ShortAsset[]) => {
  const values = given.map(({ type, name, ancestors = ['projects/42'], data, bindings, orgPolicy }) => ({
    name: name.startsWith('//') ? name : named(type, name),
    assetType: type,
    ancestors,
    ...(data !== undefined && { resource: { data } }),
    ...(bindings !== undefined && { iamPolicy: { bindings } }),
    ...(orgPolicy !== undefined && { orgPolicy }),
  }))
  const answers = { [LIST_ASSETS]: values, [LIST_POLICIES]: [] }
  const orgPolicies = given.some(({ orgPolicy }) => orgPolicy !== undefined)
  return collectFrom(assets, orgPolicies ? { ...answers, [LIST_ORG_POLICIES]: [] } : answers)
}
