import { z } from 'zod'
import { COMMON_PROPERTIES, type PropertyDeclaration } from '../../schema/define.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import { ChangeError, defineChange } from './change.ts'
import { settingSteps } from './setting-steps.ts'
import { nameOf } from './shapes.ts'

/** Settings that the graph keeps as relationships: null takes them away. */
const RELATIONS: { readonly [property: string]: string } = {
  instanceProfile: 'HAS_INSTANCE_PROFILE',
  role: 'HAS_EXECUTION_ROLE',
  serviceAccount: 'HAS_EXECUTION_ROLE',
  identity: 'HAS_IDENTITY',
  vulnerabilities: 'HAS_VULNERABILITY',
}

/** The same, of relationships that lead to the resource. */
const RELATIONS_TO: { readonly [property: string]: string } = { owners: 'OWNS' }

/** A setting of a resource gets another value. */
export const setProperty = defineChange({
  name: 'set',
  fields: { resource: z.string(), property: z.string(), value: z.json() },
  apply(draft, { resource, property, value }) {
    const { kind } = draft.node(resource)
    const relation = RELATIONS[property]
    if (relation !== undefined && value === null) {
      draft.unrelate((relationship) => relationship.kind === relation && relationship.from === resource)
      return
    }
    const incoming = RELATIONS_TO[property]
    if (incoming !== undefined && value === null) {
      draft.unrelate((relationship) => relationship.kind === incoming && relationship.to === resource)
      return
    }
    const declared: { readonly [name: string]: PropertyDeclaration } = {
      ...COMMON_PROPERTIES,
      ...NODE_KINDS.get(kind)?.properties,
    }
    if (declared[property] === undefined)
      throw new ChangeError(`${kind} has no property ${property}; it has ${Object.keys(declared).join(', ')}`)
    if (declared[property].derived)
      throw new ChangeError(`${property} is derived; change what it follows from`)
    draft.patch(resource, { [property]: value })
  },
  instructions: ({ resource, property, value }, lookup) =>
    settingSteps(property, value, resource, lookup(resource), nameOf(resource, lookup)),
})
