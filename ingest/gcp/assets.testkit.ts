import { collectFrom } from '../answers.fixture.ts'
import { assets, LIST_ASSETS } from './assets.ts'

/** The name of every asset of `assetsOf` that is told by its type and the end of its name. */
export const named = (type: string, end: string): string =>
  `//${type.slice(0, type.indexOf('/'))}/projects/p/${end}`

export interface ShortAsset {
  readonly type: string
  /** The end of its name; the whole of it where it begins with `//`. */
  readonly name: string
  readonly data?: object
  readonly bindings?: readonly object[]
  readonly orgPolicy?: readonly object[]
}

/** What becomes of assets of one project, whose resources and policies were both exported. */
export const assetsOf = (...given: readonly ShortAsset[]) => {
  const values = given.map(({ type, name, data, bindings, orgPolicy }) => ({
    name: name.startsWith('//') ? name : named(type, name),
    assetType: type,
    ancestors: ['projects/42'],
    ...(data !== undefined && { resource: { data } }),
    ...(bindings !== undefined && { iamPolicy: { bindings } }),
    ...(orgPolicy !== undefined && { orgPolicy }),
  }))
  return collectFrom(assets, { [LIST_ASSETS]: { assets: values, policies: true } })
}
