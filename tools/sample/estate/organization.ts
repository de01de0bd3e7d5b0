import type { Organization } from '../organization.ts'
import { deny, named, policy } from '../policy.ts'
import { DEVELOPMENT, MANAGEMENT, PRODUCTION, roleArn } from './accounts.ts'

export const ORGANIZATION = 'o-9k2fd71mpq'

export const organization: Organization = {
  id: ORGANIZATION,
  management: {
    account: MANAGEMENT,
    name: 'alderway-management',
    email: 'cloud-management@alderway.example',
    joined: '2023-02-06T09:12:44+00:00',
  },
  members: [
    {
      account: PRODUCTION,
      name: 'alderway-production',
      email: 'cloud-production@alderway.example',
      joined: '2023-02-07T10:05:12+00:00',
      unit: 'Production',
    },
    {
      account: DEVELOPMENT,
      name: 'alderway-development',
      email: 'cloud-development@alderway.example',
      joined: '2023-02-07T10:09:51+00:00',
      unit: 'Development',
    },
  ],
  delegated: { [PRODUCTION]: ['guardduty.amazonaws.com'] },
  rootFeatures: [],
  units: { Workloads: 'root', Production: 'Workloads', Development: 'Workloads' },
  policies: [
    {
      name: 'stay-in-organization',
      description: 'No account leaves or closes',
      document: policy(named('Stay', deny(['organizations:LeaveOrganization', 'account:CloseAccount']))),
      targets: ['root'],
    },
    {
      name: 'protect-audit-trail',
      description: 'Audit trail and detectors stay on',
      document: policy(
        named(
          'AuditTrail',
          deny([
            'cloudtrail:StopLogging',
            'cloudtrail:DeleteTrail',
            'config:StopConfigurationRecorder',
            'guardduty:DeleteDetector',
          ]),
        ),
      ),
      targets: ['Workloads'],
    },
    {
      name: 'seal-payments-archive',
      description: 'Nobody reads the payments archive; the auditors lift this when they come',
      document: policy(
        named(
          'Sealed',
          deny(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::alderway-prod-payments-archive/*'),
        ),
      ),
      targets: ['Production'],
    },
    {
      name: 'no-break-glass-from-development',
      description: 'Emergency access to production is not for development identities',
      document: policy(named('BreakGlass', deny('sts:AssumeRole', roleArn(PRODUCTION, 'break-glass-*')))),
      targets: ['Development'],
    },
  ],
}
