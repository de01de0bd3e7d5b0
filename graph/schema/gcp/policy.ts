import { derived, json, texts } from '../define.ts'

/** Of what can have an allow policy of its own. */
export const POLICY = {
  iamPolicy: json('allow policy of the resource: { bindings }; null when it has none'),
  publicRoles: derived(
    texts('roles that anyone, or anyone with a Google account, holds on it; absent when that is not known'),
  ),
}
