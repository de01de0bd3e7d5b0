import { json } from '../define.ts'

/** Of what can have an allow policy of its own. */
export const POLICY = { iamPolicy: json('allow policy of the resource: { bindings }; null when it has none') }
