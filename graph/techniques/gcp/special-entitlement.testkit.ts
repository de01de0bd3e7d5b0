import type { Props, Snapshot } from '../../snapshot/records.ts'
import type { SpecialPair } from '../special-pairs.testkit.ts'
import { ANN, BOB, estate } from './special-estate.testkit.ts'

export const entitled = (props: Props, deny: Parameters<typeof estate>[0]['deny'] = {}): Snapshot =>
  estate({
    ann: { elsewhere: ['storage.buckets.list'] },
    nodes: {
      entitlement: {
        kind: 'GcpEntitlement',
        in: 'project',
        props: {
          state: 'AVAILABLE',
          eligible: [ANN],
          approvalNeeded: false,
          approvers: [],
          resource: '//cloudresourcemanager.googleapis.com/projects/42',
          roleBindings: [{ role: 'roles/owner', condition: null }],
          ...props,
        },
      },
    },
    deny,
  })

export const entitlement: SpecialPair = {
  id: 'gcp-pam-grant',
  edge: [ANN, 'project'],
  fires: [['who is eligible for a role that writes the policy', entitled({})]],
  misses: [
    ['somebody else is eligible', entitled({ eligible: [BOB] })],
    ['the entitlement is on its way out', entitled({ state: 'DELETING' })],
    [
      'the role writes no policy',
      entitled({ roleBindings: [{ role: 'roles/storage.objectViewer', condition: null }] }),
    ],
    ['the role is over', entitled({ roleBindings: [{ role: 'roles/owner', condition: 'false' }] })],
    [
      'a policy denies the writing',
      entitled(
        {},
        {
          project: [
            {
              deniedPrincipals: ['principalSet://goog/public:all'],
              deniedPermissions: ['cloudresourcemanager.googleapis.com/projects.setIamPolicy'],
            },
          ],
        },
      ),
    ],
  ],
}
