import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import { type Beside, defineAsset, lastPart } from '../define.ts'

const Project = z.object({
  projectId: z.string(),
  name: z.string().nullish(),
  projectNumber: z.union([z.string(), z.number()]).nullish(),
  lifecycleState: z.string().nullish(),
})

/** The id that people and other resources name a project by. */
export const projectId = (data: Readonly<Record<string, unknown>> | null): string | null =>
  Project.safeParse(data).data?.projectId ?? null

export const APPROVAL_SETTINGS = 'accessapproval.googleapis.com/AccessApprovalSettings'
export const SERVICE = 'serviceusage.googleapis.com/Service'

const ApprovalSettings = z.object({
  enrolledServices: z.array(z.object({ cloudProduct: z.string().nullish() })).nullish(),
})

/** Where nothing is enrolled there are no settings. https://cloud.google.com/assured-workloads/access-approval/docs/reference/rest/v1/AccessApprovalSettings */
function approvals(beside: Beside): Props {
  const settings = ApprovalSettings.parse(beside.one(APPROVAL_SETTINGS) ?? {})
  return {
    approvalServices: (settings.enrolledServices ?? []).flatMap((one) => one.cloudProduct ?? []).sort(),
  }
}

const Service = z.object({ name: z.string(), state: z.string().nullish() })

/** Every project has services that are on: where none was read, nothing is known of them. */
function services(beside: Beside): Props {
  const found = beside.all(SERVICE).flatMap((data) => Service.safeParse(data).data ?? [])
  if (found.length === 0) return {}
  const enabled = found.filter(({ state }) => state === 'ENABLED')
  return { enabledServices: enabled.map(({ name }) => lastPart(name)).sort() }
}

/** https://cloud.google.com/resource-manager/reference/rest/v1/projects */
export const project = defineAsset({
  type: 'cloudresourcemanager.googleapis.com/Project',
  kind: 'GcpProject',
  id: ({ data, name }) => projectId(data) ?? name.slice(name.lastIndexOf('/') + 1),
  read: (data, { ancestors }, beside) => {
    const { projectId: id, name, projectNumber, lifecycleState } = Project.parse(data)
    return {
      props: {
        name: name || id,
        account: id,
        ...(projectNumber != null && { projectNumber: String(projectNumber) }),
        ...(lifecycleState != null && { state: lifecycleState }),
        ...approvals(beside),
        ...services(beside),
      },
      inside: ancestors.filter((one) => !one.startsWith('projects/')).slice(0, 1),
    }
  },
})

const Folder = z.object({ displayName: z.string().nullish(), lifecycleState: z.string().nullish() })

/** https://cloud.google.com/resource-manager/reference/rest/v2/folders */
export const folder = defineAsset({
  type: 'cloudresourcemanager.googleapis.com/Folder',
  kind: 'GcpFolder',
  id: ({ name }) => name.replace('//cloudresourcemanager.googleapis.com/', ''),
  read: (data, { ancestors, name }, beside) => {
    const { displayName, lifecycleState } = Folder.parse(data)
    const own = name.replace('//cloudresourcemanager.googleapis.com/', '')
    return {
      props: {
        name: displayName || own,
        ...(lifecycleState != null && { state: lifecycleState }),
        ...approvals(beside),
      },
      inside: ancestors.filter((one) => one !== own).slice(0, 1),
    }
  },
})

const Organization = z.object({
  displayName: z.string().nullish(),
  owner: z.object({ directoryCustomerId: z.string().nullish() }).nullish(),
})

/** https://cloud.google.com/resource-manager/reference/rest/v1/organizations */
export const organization = defineAsset({
  type: 'cloudresourcemanager.googleapis.com/Organization',
  kind: 'GcpOrganization',
  id: ({ name }) => name.replace('//cloudresourcemanager.googleapis.com/', ''),
  read: (data, { name }, beside) => {
    const { displayName, owner } = Organization.parse(data)
    return {
      props: {
        name: displayName || name,
        ...(displayName != null && { domain: displayName }),
        ...(owner?.directoryCustomerId != null && { customerId: owner.directoryCustomerId }),
        ...approvals(beside),
      },
    }
  },
})
