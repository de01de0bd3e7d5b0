import { defineNode, text } from './define.ts'

/** Anyone on the public Internet, without credentials. Its id is `Internet`. */
export const Internet = defineNode({
  kind: 'Internet',
  class: 'Internet',
  provider: 'any',
  service: 'network',
  title: 'Internet',
  properties: {},
})

/** Something outside what was read that is trusted or granted access: a foreign account, an OIDC subject. */
export const ExternalPrincipal = defineNode({
  kind: 'ExternalPrincipal',
  class: 'Identity',
  provider: 'any',
  service: 'identity',
  title: 'External principal',
  properties: {
    type: text('account | any-aws-principal | service | oidc-subject | saml-subject | role | user'),
  },
})

export const COMMON_NODES = [Internet, ExternalPrincipal]
