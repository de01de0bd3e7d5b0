import { z } from 'zod'
import { defineAsset } from '../define.ts'

const Project = z.object({
  projectId: z.string(),
  name: z.string().nullish(),
  projectNumber: z.union([z.string(), z.number()]).nullish(),
  lifecycleState: z.string().nullish(),
})

/** The id that people and other resources name a project by. */
export const projectId = (data: Readonly<Record<string, unknown>> | null): string | null =>
  Project.safeParse(data).data?.projectId ?? null

/** https://cloud.google.com/resource-manager/reference/rest/v1/projects */
export const project = defineAsset({
  type: 'cloudresourcemanager.googleapis.com/Project',
  kind: 'GcpProject',
  id: ({ data, name }) => projectId(data) ?? name.slice(name.lastIndexOf('/') + 1),
  read: (data, { ancestors }) => {
    const { projectId: id, name, projectNumber, lifecycleState } = Project.parse(data)
    return {
      props: {
        name: name || id,
        account: id,
        ...(projectNumber != null && { projectNumber: String(projectNumber) }),
        ...(lifecycleState != null && { state: lifecycleState }),
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
  read: (data, { ancestors, name }) => {
    const { displayName, lifecycleState } = Folder.parse(data)
    const own = name.replace('//cloudresourcemanager.googleapis.com/', '')
    return {
      props: {
        name: displayName || own,
        ...(lifecycleState != null && { state: lifecycleState }),
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
  read: (data, { name }) => {
    const { displayName, owner } = Organization.parse(data)
    return {
      props: {
        name: displayName || name,
        ...(displayName != null && { domain: displayName }),
        ...(owner?.directoryCustomerId != null && { customerId: owner.directoryCustomerId }),
      },
    }
  },
})
