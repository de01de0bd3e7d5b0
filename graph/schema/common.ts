import { defineNode, flag, number, text, texts } from './define.ts'

/** Anyone on the public Internet, without credentials. Its id is `Internet`. */
export const Internet = defineNode({
  kind: 'Internet',
  class: 'Internet',
  provider: 'any',
  service: 'network',
  title: 'Internet',
  properties: {},
})

/** The networks that the configuration says are the organization's own. Its id is `CorporateNetwork`. */
export const CorporateNetwork = defineNode({
  kind: 'CorporateNetwork',
  class: 'Internet',
  provider: 'any',
  service: 'network',
  title: 'Corporate network',
  properties: { ranges: texts('address ranges') },
})

/** Something outside what was read that is trusted or granted access: a foreign account, an OIDC subject. */
export const ExternalPrincipal = defineNode({
  kind: 'ExternalPrincipal',
  class: 'Identity',
  provider: 'any',
  service: 'identity',
  title: 'External principal',
  properties: {
    type: text(
      'account | any-aws-principal | any-google-account | federated-subject | domain | service | oidc-subject | saml-subject | role | user',
    ),
    anyone: flag(
      'anybody can come to be this principal: any AWS principal, or an OIDC subject that names no owner',
    ),
  },
})

/** Principals whose policies are the same, so that what they may do is said once. Derived. */
export const AccessClass = defineNode({
  kind: 'AccessClass',
  class: 'Policy',
  provider: 'any',
  service: 'identity',
  title: 'Access class',
  properties: { members: number('how many principals are in it') },
})

/** Many targets that one technique reaches alike, so that edges to them are drawn once. Derived. */
export const TargetSet = defineNode({
  kind: 'TargetSet',
  class: 'Policy',
  provider: 'any',
  service: 'identity',
  title: 'Set of targets',
  properties: { members: number('how many targets are in it') },
})

/** A publicly known weakness of software. Its id is the one it is published under, such as CVE-2021-44228. */
export const Vulnerability = defineNode({
  kind: 'Vulnerability',
  class: 'Policy',
  provider: 'any',
  service: 'vulnerability',
  title: 'Vulnerability',
  properties: {},
})

export const COMMON_NODES = [
  Internet,
  CorporateNetwork,
  ExternalPrincipal,
  AccessClass,
  TargetSet,
  Vulnerability,
]
