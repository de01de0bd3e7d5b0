#!/usr/bin/env bash
# Writes what Chokepoint reads of an Entra tenant and its subscriptions, as `az rest` prints it, so that
# `chokepoint ingest file DIR` can read it elsewhere. Needs bash, awk and the Azure CLI, nothing else.
set -uo pipefail
export LC_ALL=C
umask 077

usage() {
  cat <<'TEXT'
Usage: azure-export.sh [--subscription ID]... [--out DIR] [--jobs N] [--skip-directory]

  --subscription ID  a subscription to read; may be repeated (default: every one that the login sees)
  --out DIR          where to write (default: ./export); run again for another tenant into the same DIR
  --jobs N           calls about single resources at the same time (default: 8)
  --skip-directory   leave out the tenant: users, groups, applications, roles, management groups
  --list-calls       print the calls that would be made, and make none

Log in first: az login. Makes GET requests alone. What was written is not asked again: after an interruption, or when a
permission was added, run the same command once more. Calls that were refused are noted in ACCOUNT/errors.json and end
nothing. The files hold names of people and settings of resources: keep them to yourself.
TEXT
}

out=export jobs=8 directory=yes dry='' subscriptions=()
while [ $# -gt 0 ]; do
  case $1 in
    --subscription) subscriptions+=("${2:?--subscription needs an id}"); shift 2 ;;
    --out) out=${2:?--out needs a folder}; shift 2 ;;
    --jobs) jobs=${2:?--jobs needs a number}; shift 2 ;;
    --skip-directory) directory=no; shift ;;
    --list-calls) dry=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) printf 'azure-export: unknown option %s\n\n' "$1" >&2; usage >&2; exit 2 ;;
  esac
done

fail() { printf 'azure-export: %s\n' "$*" >&2; exit 1; }
say() { printf '%s\n' "$*" >&2; }

# What is asked: of a tenant or a subscription | call | host, path and query | the list whose items it is about.
# A call about items stands below their list.
calls() {
  cat <<'TABLE'
subscription|aks clusters|arm/subscriptions/{subscription}/providers/Microsoft.ContainerService/managedClusters?api-version=2024-09-01|-
subscription|appservice sites|arm/subscriptions/{subscription}/providers/Microsoft.Web/sites?api-version=2023-12-01|-
subscription|appservice configurations|arm{id}/config?api-version=2023-12-01|appservice sites
subscription|appservice authentication|arm{id}/config/authsettingsV2?api-version=2023-12-01|appservice sites
subscription|appservice publishing|arm{id}/basicPublishingCredentialsPolicies?api-version=2023-12-01|appservice sites
subscription|appservice diagnostic-settings|arm{id}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview|appservice sites
subscription|authorization role-definitions|arm/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01|-
subscription|authorization role-assignments|arm/subscriptions/{subscription}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01|-
subscription|authorization deny-assignments|arm/subscriptions/{subscription}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01|-
subscription|authorization role-eligibilities|arm/subscriptions/{subscription}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version=2020-10-01|-
subscription|automation accounts|arm/subscriptions/{subscription}/providers/Microsoft.Automation/automationAccounts?api-version=2023-11-01|-
subscription|compute virtual-machines|arm/subscriptions/{subscription}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01|-
subscription|compute power-states|arm/subscriptions/{subscription}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01&statusOnly=true|-
subscription|compute scale-sets|arm/subscriptions/{subscription}/providers/Microsoft.Compute/virtualMachineScaleSets?api-version=2024-07-01|-
subscription|compute disks|arm/subscriptions/{subscription}/providers/Microsoft.Compute/disks?api-version=2024-03-02|-
subscription|compute snapshots|arm/subscriptions/{subscription}/providers/Microsoft.Compute/snapshots?api-version=2024-03-02|-
subscription|compute identities|arm/subscriptions/{subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2023-01-31|-
subscription|compute federated-credentials|arm{id}/federatedIdentityCredentials?api-version=2023-01-31|compute identities
subscription|compute extensions|arm{id}/extensions?api-version=2024-07-01|compute virtual-machines
subscription|containerregistry registries|arm/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/registries?api-version=2023-07-01|-
subscription|containers groups|arm/subscriptions/{subscription}/providers/Microsoft.ContainerInstance/containerGroups?api-version=2023-05-01|-
subscription|containers apps|arm/subscriptions/{subscription}/providers/Microsoft.App/containerApps?api-version=2024-03-01|-
subscription|cosmosdb accounts|arm/subscriptions/{subscription}/providers/Microsoft.DocumentDB/databaseAccounts?api-version=2024-05-15|-
subscription|databricks workspaces|arm/subscriptions/{subscription}/providers/Microsoft.Databricks/workspaces?api-version=2024-05-01|-
subscription|databricks diagnostic-settings|arm{id}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview|databricks workspaces
tenant|entra organization|graph/v1.0/organization|-
tenant|entra authorization-policy|graph/v1.0/policies/authorizationPolicy|-
tenant|entra security-defaults|graph/v1.0/policies/identitySecurityDefaultsEnforcementPolicy|-
tenant|entra conditional-access|graph/v1.0/identity/conditionalAccess/policies|-
tenant|entra named-locations|graph/v1.0/identity/conditionalAccess/namedLocations|-
tenant|entra authentication-methods|graph/v1.0/policies/authenticationMethodsPolicy|-
tenant|entra licences|graph/v1.0/subscribedSkus|-
tenant|entra users|graph/v1.0/users?$select=id,displayName,userPrincipalName,userType,accountEnabled,onPremisesSyncEnabled&$top=999|-
tenant|entra registrations|graph/v1.0/reports/authenticationMethods/userRegistrationDetails|-
tenant|entra groups|graph/v1.0/groups?$select=id,displayName,isAssignableToRole,isManagementRestricted,onPremisesSyncEnabled,groupTypes,membershipRule&$top=999|-
tenant|entra group-members|graph/v1.0/groups/{id}/members?$select=id|entra groups
tenant|entra group-owners|graph/v1.0/groups/{id}/owners?$select=id|entra groups
tenant|entra applications|graph/v1.0/applications?$top=999|-
tenant|entra application-owners|graph/v1.0/applications/{id}/owners?$select=id|entra applications
tenant|entra federated-credentials|graph/v1.0/applications/{id}/federatedIdentityCredentials|entra applications
tenant|entra service-principals|graph/v1.0/servicePrincipals?$top=999|-
tenant|entra service-principal-owners|graph/v1.0/servicePrincipals/{id}/owners?$select=id|entra service-principals
tenant|entra app-role-assignments|graph/v1.0/servicePrincipals/{id}/appRoleAssignments|entra service-principals
tenant|entra consent-grants|graph/v1.0/oauth2PermissionGrants|-
tenant|entra role-definitions|graph/v1.0/roleManagement/directory/roleDefinitions|-
tenant|entra role-assignments|graph/v1.0/roleManagement/directory/roleAssignments|-
tenant|entra role-eligibilities|graph/v1.0/roleManagement/directory/roleEligibilityScheduleInstances|-
tenant|entra administrative-units|graph/v1.0/directory/administrativeUnits|-
tenant|entra unit-members|graph/v1.0/directory/administrativeUnits/{id}/members?$select=id|entra administrative-units
subscription|keyvault vaults|arm/subscriptions/{subscription}/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01|-
subscription|keyvault keys|arm{id}/keys?api-version=2023-07-01|keyvault vaults
subscription|keyvault key|arm{id}/keys/{key}?api-version=2023-07-01|keyvault keys
subscription|keyvault secrets|arm{id}/secrets?api-version=2023-07-01|keyvault vaults
subscription|keyvault diagnostic-settings|arm{id}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview|keyvault vaults
subscription|logic workflows|arm/subscriptions/{subscription}/providers/Microsoft.Logic/workflows?api-version=2019-05-01|-
tenant|management subscriptions|arm/subscriptions?api-version=2022-12-01|-
tenant|management groups|arm/providers/Microsoft.Management/managementGroups?api-version=2021-04-01|-
tenant|management descendants|arm{id}/descendants?api-version=2021-04-01|management groups
subscription|monitor diagnostic-settings|arm/subscriptions/{subscription}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview|-
subscription|monitor activity-alerts|arm/subscriptions/{subscription}/providers/Microsoft.Insights/activityLogAlerts?api-version=2020-10-01|-
subscription|monitor components|arm/subscriptions/{subscription}/providers/Microsoft.Insights/components?api-version=2020-02-02|-
subscription|mysql servers|arm/subscriptions/{subscription}/providers/Microsoft.DBforMySQL/flexibleServers?api-version=2023-12-30|-
subscription|mysql firewall-rules|arm{id}/firewallRules?api-version=2023-12-30|mysql servers
subscription|mysql settings|arm{id}/configurations?api-version=2023-12-30|mysql servers
subscription|network virtual-networks|arm/subscriptions/{subscription}/providers/Microsoft.Network/virtualNetworks?api-version=2024-05-01|-
subscription|network security-groups|arm/subscriptions/{subscription}/providers/Microsoft.Network/networkSecurityGroups?api-version=2024-05-01|-
subscription|network application-security-groups|arm/subscriptions/{subscription}/providers/Microsoft.Network/applicationSecurityGroups?api-version=2024-05-01|-
subscription|network interfaces|arm/subscriptions/{subscription}/providers/Microsoft.Network/networkInterfaces?api-version=2024-05-01|-
subscription|network public-addresses|arm/subscriptions/{subscription}/providers/Microsoft.Network/publicIPAddresses?api-version=2024-05-01|-
subscription|network route-tables|arm/subscriptions/{subscription}/providers/Microsoft.Network/routeTables?api-version=2024-05-01|-
subscription|network load-balancers|arm/subscriptions/{subscription}/providers/Microsoft.Network/loadBalancers?api-version=2024-05-01|-
subscription|network application-gateways|arm/subscriptions/{subscription}/providers/Microsoft.Network/applicationGateways?api-version=2024-05-01|-
subscription|network firewall-policies|arm/subscriptions/{subscription}/providers/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies?api-version=2024-05-01|-
subscription|network firewalls|arm/subscriptions/{subscription}/providers/Microsoft.Network/azureFirewalls?api-version=2024-05-01|-
subscription|network azure-firewall-policies|arm/subscriptions/{subscription}/providers/Microsoft.Network/firewallPolicies?api-version=2024-05-01|-
subscription|network rule-collection-groups|arm{id}/ruleCollectionGroups?api-version=2024-05-01|network azure-firewall-policies
subscription|network ip-groups|arm/subscriptions/{subscription}/providers/Microsoft.Network/ipGroups?api-version=2024-05-01|-
subscription|network bastion-hosts|arm/subscriptions/{subscription}/providers/Microsoft.Network/bastionHosts?api-version=2024-05-01|-
subscription|network private-endpoints|arm/subscriptions/{subscription}/providers/Microsoft.Network/privateEndpoints?api-version=2024-05-01|-
subscription|network watchers|arm/subscriptions/{subscription}/providers/Microsoft.Network/networkWatchers?api-version=2024-05-01|-
subscription|network flow-logs|arm{id}/flowLogs?api-version=2024-05-01|network watchers
subscription|policy assignments|arm/subscriptions/{subscription}/providers/Microsoft.Authorization/policyAssignments?api-version=2023-04-01|-
subscription|policy definitions|arm/subscriptions/{subscription}/providers/Microsoft.Authorization/policyDefinitions?api-version=2023-04-01&$filter=policyType eq 'Custom'|-
subscription|policy initiatives|arm/subscriptions/{subscription}/providers/Microsoft.Authorization/policySetDefinitions?api-version=2023-04-01&$filter=policyType eq 'Custom'|-
subscription|postgresql servers|arm/subscriptions/{subscription}/providers/Microsoft.DBforPostgreSQL/flexibleServers?api-version=2024-08-01|-
subscription|postgresql firewall-rules|arm{id}/firewallRules?api-version=2024-08-01|postgresql servers
subscription|postgresql settings|arm{id}/configurations?api-version=2024-08-01|postgresql servers
subscription|resources groups|arm/subscriptions/{subscription}/resourcegroups?api-version=2021-04-01|-
subscription|resources locks|arm/subscriptions/{subscription}/providers/Microsoft.Authorization/locks?api-version=2020-05-01|-
subscription|security pricings|arm/subscriptions/{subscription}/providers/Microsoft.Security/pricings?api-version=2024-01-01|-
subscription|security contacts|arm/subscriptions/{subscription}/providers/Microsoft.Security/securityContacts?api-version=2023-12-01-preview|-
subscription|security settings|arm/subscriptions/{subscription}/providers/Microsoft.Security/settings?api-version=2022-05-01|-
subscription|security auto-provisioning|arm/subscriptions/{subscription}/providers/Microsoft.Security/autoProvisioningSettings?api-version=2017-08-01-preview|-
subscription|security assessments|arm/subscriptions/{subscription}/providers/Microsoft.Security/assessments?api-version=2021-06-01|-
subscription|security iot-solutions|arm/subscriptions/{subscription}/providers/Microsoft.Security/iotSecuritySolutions?api-version=2019-08-01|-
subscription|security iot-hubs|arm/subscriptions/{subscription}/providers/Microsoft.Devices/IotHubs?api-version=2023-06-30|-
subscription|sql servers|arm/subscriptions/{subscription}/providers/Microsoft.Sql/servers?api-version=2023-08-01-preview|-
subscription|sql databases|arm{id}/databases?api-version=2023-08-01-preview|sql servers
subscription|sql encryption|arm{id}/transparentDataEncryption?api-version=2023-08-01-preview|sql databases
subscription|sql firewall-rules|arm{id}/firewallRules?api-version=2023-08-01-preview|sql servers
subscription|sql auditing|arm{id}/auditingSettings?api-version=2023-08-01-preview|sql servers
subscription|sql encryption-protectors|arm{id}/encryptionProtector?api-version=2023-08-01-preview|sql servers
subscription|sql threat-protection|arm{id}/advancedThreatProtectionSettings?api-version=2023-08-01-preview|sql servers
subscription|sql assessments|arm{id}/vulnerabilityAssessments?api-version=2023-08-01-preview|sql servers
subscription|sql express-assessments|arm{id}/sqlVulnerabilityAssessments?api-version=2023-08-01-preview|sql servers
subscription|storage accounts|arm/subscriptions/{subscription}/providers/Microsoft.Storage/storageAccounts?api-version=2023-05-01|-
subscription|storage containers|arm{id}/blobServices/default/containers?api-version=2023-05-01|storage accounts
subscription|storage blob-services|arm{id}/blobServices?api-version=2023-05-01|storage accounts
subscription|storage file-services|arm{id}/fileServices?api-version=2023-05-01|storage accounts
subscription|storage diagnostic-settings|arm{id}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview|storage accounts
tenant|tenantsettings group-settings|graph/v1.0/groupSettings|-
tenant|tenantsettings directory-logs|arm/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01|-
tenant|tenantsettings subscription-policy|arm/providers/Microsoft.Subscription/policies/default?api-version=2021-10-01|-
TABLE
}

# get URL: one page. Waits where Azure asks for patience; `az rest` itself does not try again.
get() {
  local wait
  for wait in 10 30 60 0; do
    az rest --method get --url "$1" --headers ConsistencyLevel=eventual --output json --only-show-errors \
      </dev/null >"$2" 2>"$2.error" && return
    grep -Eq 'TooManyRequests|Too Many Requests|Throttl' "$2.error" || return 1
    sleep "$wait"
  done
  return 1
}

# The CLI indents by two: what stands at the first level is of the answer, at the third of an item of its list.
link_of() { sed -En 's/^  "(@odata\.)?nextLink": "(.+)",?$/\2/p' "$1" | head -n 1; }
items_of() { awk '/^  "value": \[$/ { on = 1; next } on && /^  \],?$/ { exit } on' "$1"; }
ids_of() { sed -En 's/^      "id": "(.+)",?$/\1/p' "$1" 2>/dev/null | tr '[:upper:]' '[:lower:]'; }

code_of() {
  local code
  code=$(grep -Eo '"code": ?"[^"]+"' "$1" | head -n 1 | cut -d'"' -f4)
  if [ -z "$code" ] && grep -q 'az login' "$1"; then code=InvalidAuthenticationToken; fi
  printf '%s' "${code:-CouldNotConnect}"
}

# percent-encodes what is not safe in a file name
encode() {
  local text=$1 character i
  for ((i = 0; i < ${#text}; i++)); do
    character=${text:i:1}
    case $character in
      [A-Za-z0-9._~+=,@-]) printf '%s' "$character" ;;
      *) printf '%%%02X' "'$character" | sed 's/%FFFFFFFFFFFFFF/%/' ;;
    esac
  done
}

# A resource by its group, the resources it is part of, its type and its name: its id is too long for a file's name.
short_name() {
  local parts name i
  case $1 in /subscriptions/*/*) ;; *) printf '%s' "$1" && return ;; esac
  IFS=/ read -ra parts <<<"$1"
  name=${parts[4]:-}
  for ((i = 8; i < ${#parts[@]} - 2; i += 2)); do name+="~${parts[i]}"; done
  printf '%s~%s~%s' "$name" "${parts[-2]}" "${parts[-1]}"
}

# fetch CALL URL [RESOURCE]: asks all pages and keeps them as one answer
fetch() {
  local call=$1 url=$2 resource=${3:-} file page link pages=0
  file="$folder/global/${call/ //}.json"
  [ -z "$resource" ] || file="$folder/global/${call/ //}/$(encode "$(short_name "$resource")").json"
  if [ -s "$file" ] || noted "$call${resource:+ $resource}"; then return; fi
  mkdir -p "$(dirname "$file")" || fail "cannot write to $folder"
  page=$(mktemp "$notes/page.XXXXXX") || fail "cannot write to $notes"
  : >"$page.items"
  while [ -n "$url" ]; do
    if ! get "$url" "$page"; then
      printf '%s\t%s\n' "$call${resource:+ $resource}" "$(code_of "$page.error")" >>"$notes/refused"
      rm -f "$page" "$page".*
      return
    fi
    link=$(link_of "$page")
    # No page lies on another host.
    case $link in '' | https://management.azure.com/* | https://graph.microsoft.com/*) ;; *) link='' ;; esac
    pages=$((pages + 1))
    if [ -n "$link" ] || [ $pages -gt 1 ]; then
      items_of "$page" >"$page.more"
      if [ -s "$page.more" ] && [ -s "$page.items" ]; then echo '    ,' >>"$page.items"; fi
      cat "$page.more" >>"$page.items"
    fi
    url=$link
  done
  if [ $pages -gt 1 ]; then
    { printf '{\n  "value": [\n' && cat "$page.items" && printf '  ]\n}\n'; } >"$page"
  fi
  mv "$page" "$file"
  rm -f "$page".*
}

noted() { grep -Fqs "$1"$'\t' "$notes/refused"; }

# one CALL URL ID: the call about one item
one() {
  local call=$1 url=$2 id=$3 service
  case $call in
    'keyvault key')
      url=${url//\{id\}\/keys\/\{key\}/"$id"}
      fetch "$call" "$url" "${id%/keys/*} ${id##*/}"
      ;;
    'storage diagnostic-settings')
      for service in blobservices queueservices tableservices; do
        fetch "$call" "${url//\{id\}/"$id/$service/default"}" "$id/$service/default"
      done
      ;;
    *) fetch "$call" "${url//\{id\}/"$id"}" "$id" ;;
  esac
}

# url_of TEMPLATE: with its host, and the subscription in its place
url_of() {
  local url=$1
  url=${url/#arm/https:\/\/management.azure.com}
  url=${url/#graph/https:\/\/graph.microsoft.com}
  printf '%s' "${url//\{subscription\}/"$account"}"
}

# export_account LEVEL ACCOUNT
export_account() {
  local level call url of id running=0
  account=$2 folder=$out/$2 notes=$out/$2/.notes
  mkdir -p "$notes" || fail "cannot write to $out"
  touch "$notes/refused"
  forget_passing
  while IFS='|' read -r level call url of; do
    [ "$level" = "$1" ] || continue
    url=$(url_of "$url")
    if [ "$of" = - ]; then
      fetch "$call" "$url"
      continue
    fi
    while IFS= read -r id; do
      one "$call" "$url" "$id" &
      running=$((running + 1))
      [ $((running % jobs)) -ne 0 ] || wait
    done < <(below "$of")
    wait
  done < <(calls)
  json_list "$notes/refused" >"$folder/errors.json"
  say "wrote $(find "$folder" -name '*.json' | grep -c .) files to $folder; $(grep -c . "$notes/refused") calls gave nothing (errors.json)"
}

# below LIST: ids of what the list holds, whether it was asked once or for each of another
below() {
  local file
  for file in "$folder/global/${1/ //}.json" "$folder/global/${1/ //}"/*.json; do
    [ ! -e "$file" ] || ids_of "$file"
  done
}

json_list() {
  local call code comma=''
  printf '['
  while IFS=$'\t' read -r call code; do
    call=$(sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' <<<"$call")
    printf '%s\n {"call": "%s", "code": "%s"}' "$comma" "$call" "$code"
    comma=,
  done <"$1"
  printf '\n]\n'
}

# Refusals that may have gone by now are forgotten, so that a second run asks again.
forget_passing() {
  grep -Ev $'\t(CouldNotConnect|.*TooManyRequests.*|.*Throttl.*|.*Expired.*|InvalidAuthenticationToken|.*Denied.*|.*Forbidden.*|AuthorizationFailed|ServiceUnavailable|InternalServerError)$' \
    "$notes/refused" >"$notes/refused.kept"
  mv "$notes/refused.kept" "$notes/refused"
}

main() {
  if [ -n "$dry" ]; then
    calls && return
  fi
  command -v az >/dev/null || fail 'the Azure CLI is not installed: https://learn.microsoft.com/cli/azure/install-azure-cli'
  local tenant subscription
  tenant=$(az account show --query tenantId --output tsv --only-show-errors 2>/dev/null) ||
    fail 'no login that works: run "az login" and follow what it says'
  if [ "$directory" = yes ]; then
    say "tenant $tenant"
    export_account tenant "${tenant,,}"
  fi
  if [ ${#subscriptions[@]} -eq 0 ]; then
    while IFS= read -r subscription; do subscriptions+=("$subscription"); done < <(
      az account list --query "[?tenantId=='$tenant'].id" --output tsv --only-show-errors 2>/dev/null
    )
  fi
  [ ${#subscriptions[@]} -gt 0 ] || fail 'the login sees no subscription: it needs Reader on one at least'
  for subscription in "${subscriptions[@]}"; do
    say "subscription $subscription"
    export_account subscription "${subscription,,}"
  done
  say "next: chokepoint ingest file $out"
}

# On one line: the shell reads on after it, and the script may have been replaced by then.
main; exit
