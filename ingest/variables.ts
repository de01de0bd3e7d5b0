import { type CredentialTraces, findCredentials } from './credential-kinds.ts'

/** A variable or parameter of a workload, as an answer gives it. */
export interface Variable {
  readonly name: string
  /** Absent when it is kept elsewhere. */
  readonly value?: string | undefined
}

/** What is kept of variables: their names, and what kinds of credential their values and `text` give away. */
export interface VariableTraces extends CredentialTraces {
  readonly names: readonly string[]
}

/** `text`: whatever else may bear a credential, such as the command that a container runs. */
export function traceVariables(variables: readonly Variable[], ...text: readonly string[]): VariableTraces {
  const assigned = variables.flatMap(({ name, value }) => (value === undefined ? [] : `${name}=${value}`))
  const traces = findCredentials([...assigned, ...text].join('\n'))
  return { names: [...new Set(variables.map(({ name }) => name))].sort(), ...traces }
}

/** The properties of a workload that has environment variables. */
export const environmentProps = ({ names, kinds, accessKeyIds, foreignClients }: VariableTraces) => ({
  environmentNames: names,
  environmentCredentialKinds: kinds,
  environmentAccessKeyIds: accessKeyIds,
  foreignClients,
})

/** Variables that are printed as one object. */
export const variablesOf = (
  object: { readonly [name: string]: string } | null | undefined,
): readonly Variable[] => Object.entries(object ?? {}).map(([name, value]) => ({ name, value }))
