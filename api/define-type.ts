import type { Resolvers } from './resolvers.generated.ts'

/** One module of the schema: what it adds to the SDL and how its fields are resolved. */
export interface TypeModule {
  readonly sdl: string
  readonly resolvers: Resolvers
}

export const defineType = (module: TypeModule): TypeModule => module

/** Values behind an enum whose names are the values in capitals: `not-evaluated` is NOT_EVALUATED. */
export function enumValues<T extends string>(values: readonly T[]): { readonly [name: string]: T } {
  return Object.fromEntries(values.map((value) => [value.toUpperCase().replaceAll('-', '_'), value]))
}
