import {
  defineGcpTechnique,
  type GcpTechnique,
  has,
  onTarget,
  type Prerequisite,
} from '../../access/gcp/technique.ts'
import { TECHNIQUE } from '../../likelihood.ts'

const PERMISSIONS = 'https://cloud.google.com/sql/docs/mysql/iam-permissions'

const runs = has('state', ['RUNNABLE'], 'the instance runs', { id: 'sql-state' })

/** Through the Auth Proxy, from an authorized network or inside: where it is not open to anyone, that is not known. */
const path: Prerequisite = {
  id: 'sql-path',
  says: 'the attacker has a way to the database',
  decide({ props: { publicAddress, authorizedNetworks } }) {
    const open = Array.isArray(authorizedNetworks) && authorizedNetworks.includes('0.0.0.0/0')
    return { state: publicAddress === true && open ? 'met' : 'unknown' }
  },
  example: { target: { publicAddress: true, authorizedNetworks: ['0.0.0.0/0'] } },
  nearMiss: null,
}

export const SQL: readonly GcpTechnique[] = [
  defineGcpTechnique({
    id: 'gcp-cloudsql-user-write',
    title: 'Makes itself a user of a Cloud SQL instance, or sets the password of one',
    category: 'data',
    edge: 'CAN_READ',
    attack: ['T1098', 'T1530'],
    likelihood: TECHNIQUE.twoCalls,
    references: [PERMISSIONS, 'https://cloud.google.com/sql/docs/mysql/create-manage-users'],
    target: 'GcpSqlInstance',
    needs: [onTarget('cloudsql.users.create'), onTarget('cloudsql.users.update')],
    prerequisites: [runs, path],
    nearMisses: [
      { says: 'a connection without a database user', permissions: ['cloudsql.instances.connect'] },
      { says: 'the editor of Cloud SQL changes no users', role: 'roles/cloudsql.editor' },
      { says: 'the instance is stopped', target: { state: 'STOPPED' } },
    ],
  }),
  // The account of the instance has to be let into the bucket; whoever brings a bucket of his own does that himself.
  defineGcpTechnique({
    id: 'gcp-cloudsql-export',
    title: 'Exports the data of a Cloud SQL instance to a bucket of its own',
    category: 'data',
    edge: 'CAN_COPY',
    attack: ['T1537', 'T1530'],
    likelihood: TECHNIQUE.twoCalls,
    references: [
      PERMISSIONS,
      'https://cloud.google.com/sql/docs/mysql/import-export/import-export-sql',
      'https://cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances/export',
    ],
    target: 'GcpSqlInstance',
    needs: [onTarget('cloudsql.instances.export', 'cloudsql.instances.get')],
    prerequisites: [runs],
    nearMisses: [
      { says: 'a viewer of Cloud SQL sees the instance and exports nothing', role: 'roles/cloudsql.viewer' },
      { says: 'connecting is not exporting', role: 'roles/cloudsql.client' },
      { says: 'the instance is stopped', target: { state: 'STOPPED' } },
    ],
  }),
]
