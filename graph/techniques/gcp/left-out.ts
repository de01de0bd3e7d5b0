/** Catalogued techniques that are not drawn, each with what configuration cannot decide, or what is not read yet. */
export const GCP_LEFT_OUT: { readonly [id: string]: string } = {
  'gcp-iam-pab-unbind':
    'low confidence: which permissions the enforcement version of a boundary holds back is not compared',
  'gcp-iam-dwd-impersonate-user':
    'delegations stand in the admin console of Workspace; no interface of the cloud lists them',
  'gcp-identity-group-join':
    'who owns a group, and who may join it, are settings of Workspace that no asset tells',
  'gcp-build-default-identity':
    'which account builds act as by default depends on when Cloud Build was enabled, which no asset tells',
  'gcp-build-trigger-source':
    'who may push to a repository, and which of its branches fire, is known to its host alone',
  'gcp-vpc-open-firewall': 'it opens a path and gives no foothold: an edge to the instances would claim them',
}
