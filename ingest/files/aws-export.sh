#!/usr/bin/env bash
# Writes what Chokepoint reads of an AWS account, as the AWS CLI prints it, so that
# `chokepoint ingest file DIR` can read it elsewhere. Needs bash and the AWS CLI, nothing else.
set -uo pipefail
export LC_ALL=C AWS_PAGER=''
umask 077

usage() {
  cat <<'TEXT'
Usage: aws-export.sh [--profile NAME] [--region REGION]... [--out DIR] [--jobs N] [--skip-user-data]

  --profile NAME     credentials of the AWS CLI to use
  --region REGION    a region to read; may be repeated (default: every region that is enabled)
  --out DIR          where to write (default: ./export); run again for another account into the same DIR
  --jobs N           calls about single resources at the same time (default: 8)
  --skip-user-data   leave out the user data of instances
  --list-calls       print the calls that would be made, and make none

Makes read-only calls alone. What was written is not asked again: after an interruption, or when a permission was
added, run the same command once more. Calls that were refused are noted in ACCOUNT/errors.json and end nothing.
The files hold environment variables, parameters of stacks and jobs, scripts, user data and the account's contacts:
keep them like secrets.
TEXT
}

profile='' out=export jobs=8 user_data=yes dry='' regions=()
while [ $# -gt 0 ]; do
  case $1 in
    --profile) profile=${2:?--profile needs a name}; shift 2 ;;
    --region) regions+=("${2:?--region needs a region}"); shift 2 ;;
    --out) out=${2:?--out needs a folder}; shift 2 ;;
    --jobs) jobs=${2:?--jobs needs a number}; shift 2 ;;
    --skip-user-data) user_data=no; shift ;;
    --list-calls) dry=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) printf 'aws-export: unknown option %s\n\n' "$1" >&2; usage >&2; exit 2 ;;
  esac
done

fail() { printf 'aws-export: %s\n' "$*" >&2; exit 1; }
say() { [ -n "$dry" ] || printf '%s\n' "$*" >&2; }

# cli REGION ARGUMENT...
cli() {
  local region=$1
  shift
  [ "$region" != global ] || region=$home
  [ -z "$profile" ] || set -- "$@" --profile "$profile"
  # Version 1 of the CLI heeds the variable for all services but SQS, EMR and RDS.
  [ -z "${AWS_ENDPOINT_URL:-}" ] || set -- "$@" --endpoint-url "$AWS_ENDPOINT_URL"
  aws --output json --region "$region" "$@" </dev/null
}

# Global services answer in any region of the partition; the first one named says which partition that is.
home_region() {
  local configured=${AWS_REGION:-${AWS_DEFAULT_REGION:-}}
  [ -n "$configured" ] || configured=$(aws configure get region ${profile:+--profile "$profile"} 2>/dev/null)
  echo "${regions[0]:-${configured:-us-east-1}}"
}

# names REGION SERVICE OPERATION QUERY [ARGUMENT...]: the names that a list call gives, one a line
names() {
  local region=$1 service=$2 operation=$3 query=$4
  shift 4
  if [ -n "$dry" ]; then echo NAME; else
    cli "$region" "$service" "$operation" "$@" --query "$query" --output text 2>/dev/null |
      tr '\t' '\n' | grep -v -e '^None$' -e '^$'
  fi
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

# fetch REGION SERVICE OPERATION RESOURCE [ARGUMENT...]: makes one call and keeps its answer; RESOURCE may be empty
fetch() {
  local region=$1 service=$2 operation=$3 resource=$4
  shift 4
  if [ -n "$dry" ]; then echo "$service $operation $*" && return; fi
  local call="$service $operation${resource:+ $resource}"
  local file="$folder/$region/$service/$operation.json"
  [ -z "$resource" ] || file="$folder/$region/$service/$operation/$(encode "$resource").json"
  if [ -s "$file" ] || noted "$region" "$call"; then return; fi
  local answer complaint code
  mkdir -p "$(dirname "$file")" || fail "cannot write to $folder"
  answer=$(mktemp "$notes/answer.XXXXXX") || fail "cannot write to $notes"
  complaint=$answer.error
  if cli "$region" "$service" "$operation" "$@" >"$answer" 2>"$complaint"; then
    if [ -s "$answer" ]; then mv "$answer" "$file"; else printf '%s\t%s\t\n' "$region" "$call" >>"$notes/empty"; fi
  else
    code=$(sed -n 's/.*An error occurred (\([^)]*\)).*/\1/p' "$complaint" | head -n 1)
    # Macie that is off answers as if it were forbidden.
    grep -q 'Macie is not enabled' "$complaint" && code=MacieNotEnabled
    printf '%s\t%s\t%s\n' "$region" "$call" "${code:-CouldNotConnect}" >>"$notes/refused"
  fi
  rm -f "$answer" "$complaint"
}

# No pipe: grep ends at the first match, and what still writes to it would fail.
noted() { grep -Fqs "$1"$'\t'"$2"$'\t' "$notes/empty" "$notes/refused"; }

# each FUNCTION ARGUMENT...: calls the function with the arguments and one name from standard input, several at a time
each() {
  local name running=0
  while IFS= read -r name; do
    "$@" "$name" &
    running=$((running + 1))
    if [ -n "$dry" ] || [ $((running % jobs)) -eq 0 ]; then wait; fi
  done
  wait
}

# about REGION SERVICE OPTION OPERATION NAME: makes the call about the thing that the option names
about() { fetch "$1" "$2" "$4" "$5" "$3" "$5"; }

# list REGION SERVICE OPERATION QUERY OPTION OPERATION...: lists things and makes the calls about each
list() {
  local region=$1 service=$2 operation=$3 query=$4 option=$5 call
  shift 5
  fetch "$region" "$service" "$operation" ''
  for call in "$@"; do
    names "$region" "$service" "$operation" "$query" | each about "$region" "$service" "$option" "$call"
  done
}

# parts REGION SERVICE OPERATION RESOURCE SIZE OPTION [ARGUMENT...]: one call for every SIZE names from standard input
parts() {
  local region=$1 service=$2 operation=$3 resource=$4 size=$5 option=$6 part=1 name names=()
  shift 6
  while IFS= read -r name; do names+=("$name"); done
  while [ ${#names[@]} -gt 0 ]; do
    [ $part -eq 1 ] || resource=${resource%+*}+$part
    fetch "$region" "$service" "$operation" "$resource" "$option" "${names[@]:0:size}" "$@"
    names=("${names[@]:size}")
    part=$((part + 1))
  done
}

one_user() {
  fetch global iam get-login-profile "$1" --user-name "$1"
  fetch global iam list-mfa-devices "$1" --user-name "$1"
  fetch global iam list-access-keys "$1" --user-name "$1"
  names global iam list-access-keys 'AccessKeyMetadata[].AccessKeyId' --user-name "$1" | each one_access_key
}
one_access_key() { fetch global iam get-access-key-last-used "$1" --access-key-id "$1"; }
one_oidc_provider() { fetch global iam get-open-id-connect-provider "$1" --open-id-connect-provider-arn "$1"; }

# The report is made when it is asked for; that takes some seconds in a large account.
credential_report() {
  local attempt state
  if [ -n "$dry" ]; then
    echo 'iam generate-credential-report '
  elif [ ! -s "$folder/global/iam/get-credential-report.json" ]; then
    for attempt in 1 2 3 4 5 6; do
      state=$(cli global iam generate-credential-report --query State --output text 2>/dev/null) || break
      case $state in STARTED | INPROGRESS) sleep "$attempt" ;; *) break ;; esac
    done
  fi
  fetch global iam get-credential-report ''
}

export_iam() {
  local operation
  for operation in get-account-authorization-details get-account-summary get-account-password-policy \
    list-account-aliases list-users list-virtual-mfa-devices list-server-certificates \
    list-instance-profiles list-saml-providers list-open-id-connect-providers; do
    fetch global iam "$operation" ''
  done
  credential_report
  names global iam list-users 'Users[].UserName' | each one_user
  names global iam list-open-id-connect-providers 'OpenIDConnectProviderList[].Arn' | each one_oidc_provider
}

# Whom AWS turns to; what is made of it tells whether they are set and differ, not who they are.
export_contacts() {
  local type
  fetch global account get-contact-information ''
  for type in BILLING OPERATIONS SECURITY; do
    fetch global account get-alternate-contact "$type" --alternate-contact-type "$type"
  done
}

one_bucket() {
  local operation
  for operation in get-bucket-location get-bucket-policy get-bucket-acl get-public-access-block \
    get-bucket-encryption get-bucket-versioning get-bucket-tagging get-bucket-logging get-bucket-website \
    get-bucket-ownership-controls; do
    fetch global s3api "$operation" "$1" --bucket "$1"
  done
}

one_parent() {
  fetch global organizations list-organizational-units-for-parent "$1" --parent-id "$1"
  fetch global organizations list-accounts-for-parent "$1" --parent-id "$1"
  [ -n "$dry" ] || names global organizations list-organizational-units-for-parent \
    'OrganizationalUnits[].Id' --parent-id "$1" | each one_parent
}
one_policy() {
  fetch global organizations describe-policy "$1" --policy-id "$1"
  fetch global organizations list-targets-for-policy "$1" --policy-id "$1"
}

# Member accounts are refused everything but the description.
export_organization() {
  local filter
  fetch global organizations describe-organization ''
  fetch global organizations list-roots ''
  fetch global organizations list-accounts ''
  list global organizations list-delegated-administrators 'DelegatedAdministrators[].Id' --account-id \
    list-delegated-services-for-account
  fetch global iam list-organizations-features ''
  names global organizations list-roots 'Roots[].Id' | each one_parent
  for filter in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do
    fetch global organizations list-policies "$filter" --filter "$filter"
    names global organizations list-policies 'Policies[].Id' --filter "$filter" | each one_policy
  done
}

export_s3() {
  fetch global s3api list-buckets ''
  fetch global s3control get-public-access-block '' --account-id "$account"
  names global s3api list-buckets 'Buckets[].Name' | each one_bucket
}

# buckets_of_hosts: the buckets that host names from standard input lead to, by REST or website
buckets_of_hosts() { sed -nE 's#^(.+)\.s3([.-](website[.-]|dualstack\.)?[a-z]{2}(-[a-z]+)+-[0-9]|-accelerate(\.dualstack)?)?\.amazonaws\.com(\.cn)?$#\1#p' | sort -u; }

export_cloudfront() {
  local origins='DistributionList.Items[].Origins.Items[].DomainName'
  list global cloudfront list-distributions 'DistributionList.Items[].Id' --id get-distribution-config
  names global cloudfront list-distributions "$origins" | buckets_of_hosts |
    each about global s3api --bucket get-bucket-location
}

export_dns() {
  fetch global route53 list-hosted-zones ''
  fetch global route53 list-query-logging-configs ''
  names global route53 list-hosted-zones 'HostedZones[?!Config.PrivateZone].Id' | last_part |
    each about global route53 --hosted-zone-id list-resource-record-sets
}

one_instance() {
  [ "$user_data" = no ] && [ -z "$dry" ] && return
  fetch "$1" ec2 describe-instance-attribute "$2" --instance-id "$2" --attribute userData
}
one_snapshot() {
  fetch "$1" ec2 describe-snapshot-attribute "$2" --snapshot-id "$2" --attribute createVolumePermission
}
one_image() { fetch "$1" ec2 describe-image-attribute "$2" --image-id "$2" --attribute launchPermission; }
one_template() {
  fetch "$1" ec2 describe-launch-template-versions "$2" --launch-template-id "$2" --versions "\$Default" "\$Latest"
}

export_ec2() {
  local region=$1 operation
  for operation in describe-vpcs describe-subnets describe-route-tables describe-internet-gateways \
    describe-nat-gateways describe-addresses describe-network-acls describe-security-groups describe-network-interfaces \
    describe-vpc-peering-connections describe-transit-gateways describe-flow-logs describe-instances describe-volumes describe-launch-templates \
    get-ebs-encryption-by-default get-instance-metadata-defaults get-image-block-public-access-state \
    get-snapshot-block-public-access-state; do
    fetch "$region" ec2 "$operation" ''
  done
  fetch "$region" ec2 describe-snapshots '' --owner-ids self
  fetch "$region" ec2 describe-images '' --owners self
  names "$region" ec2 describe-instances 'Reservations[].Instances[].InstanceId' | each one_instance "$region"
  names "$region" ec2 describe-snapshots "Snapshots[?OwnerId=='$account'].SnapshotId" --owner-ids self | each one_snapshot "$region"
  names "$region" ec2 describe-images "Images[?OwnerId=='$account'].ImageId" --owners self | each one_image "$region"
  names "$region" ec2 describe-launch-templates 'LaunchTemplates[].LaunchTemplateId' | each one_template "$region"
  fetch "$region" autoscaling describe-auto-scaling-groups ''
  fetch "$region" autoscaling describe-launch-configurations ''
}

one_function() {
  fetch "$1" lambda get-policy "$2" --function-name "$2"
  fetch "$1" lambda get-function-url-config "$2" --function-name "$2"
}
one_secret() { fetch "$1" secretsmanager get-resource-policy "$2" --secret-id "$2"; }
one_key() {
  fetch "$1" kms describe-key "$2" --key-id "$2"
  fetch "$1" kms get-key-policy "$2" --key-id "$2" --policy-name default
  fetch "$1" kms get-key-rotation-status "$2" --key-id "$2"
  fetch "$1" kms list-grants "$2" --key-id "$2"
}

one_cluster() {
  local region=$1 cluster=$2
  fetch "$region" ecs list-services "$cluster" --cluster "$cluster"
  fetch "$region" ecs list-tasks "$cluster" --cluster "$cluster"
  fetch "$region" ecs list-container-instances "$cluster" --cluster "$cluster"
  names "$region" ecs list-services 'serviceArns[]' --cluster "$cluster" |
    parts "$region" ecs describe-services "$cluster" 10 --services --cluster "$cluster" --include TAGS
  names "$region" ecs list-tasks 'taskArns[]' --cluster "$cluster" |
    parts "$region" ecs describe-tasks "$cluster" 100 --tasks --cluster "$cluster" --include TAGS
  names "$region" ecs list-container-instances 'containerInstanceArns[]' --cluster "$cluster" |
    parts "$region" ecs describe-container-instances "$cluster" 100 --container-instances --cluster "$cluster"
}
one_task_definition() { fetch "$1" ecs describe-task-definition "$2" --task-definition "$2" --include TAGS; }
one_document() { fetch "$1" ssm describe-document-permission "$2" --name "$2" --permission-type Share; }

# last_part: the names at the end of the ARNs from standard input
last_part() { sed 's#.*/##'; }

export_ecs() {
  local region=$1
  fetch "$region" ecs list-clusters ''
  names "$region" ecs list-clusters 'clusterArns[]' |
    parts "$region" ecs describe-clusters '' 100 --clusters --include SETTINGS CONFIGURATIONS TAGS
  names "$region" ecs list-clusters 'clusterArns[]' | last_part | each one_cluster "$region"
  fetch "$region" ecs list-task-definitions ''
  names "$region" ecs list-task-definitions 'taskDefinitionArns[]' | last_part | each one_task_definition "$region"
}

export_workloads() {
  local region=$1 operation
  fetch "$region" codebuild list-projects ''
  names "$region" codebuild list-projects 'projects[]' | parts "$region" codebuild batch-get-projects '' 100 --names
  export_ecs "$region"
  for operation in get-jobs get-dev-endpoints list-sessions get-triggers; do fetch "$region" glue "$operation" ''; done
  list "$region" sagemaker list-notebook-instances 'NotebookInstances[].NotebookInstanceName' \
    --notebook-instance-name describe-notebook-instance
  list "$region" sagemaker list-notebook-instance-lifecycle-configs \
    'NotebookInstanceLifecycleConfigs[].NotebookInstanceLifecycleConfigName' \
    --notebook-instance-lifecycle-config-name describe-notebook-instance-lifecycle-config
  fetch "$region" cloudformation describe-stacks ''
  list "$region" cloudformation list-stack-sets 'Summaries[?Status!=`DELETED`].StackSetName' \
    --stack-set-name describe-stack-set list-stack-instances
  list "$region" apprunner list-services 'ServiceSummaryList[].ServiceArn' --service-arn describe-service
  list "$region" bedrock-agentcore-control list-code-interpreters 'codeInterpreterSummaries[].codeInterpreterId' \
    --code-interpreter-id get-code-interpreter
}

one_eks_cluster() {
  local region=$1 cluster=$2
  fetch "$region" eks describe-cluster "$cluster" --name "$cluster"
  fetch "$region" eks list-nodegroups "$cluster" --cluster-name "$cluster"
  fetch "$region" eks list-access-entries "$cluster" --cluster-name "$cluster"
  fetch "$region" eks list-pod-identity-associations "$cluster" --cluster-name "$cluster"
  names "$region" eks list-nodegroups 'nodegroups[]' --cluster-name "$cluster" | each one_nodegroup "$region" "$cluster"
  names "$region" eks list-access-entries 'accessEntries[]' --cluster-name "$cluster" |
    each one_access_entry "$region" "$cluster"
  names "$region" eks list-pod-identity-associations 'associations[].associationId' --cluster-name "$cluster" |
    each one_pod_identity "$region" "$cluster"
}
one_nodegroup() { fetch "$1" eks describe-nodegroup "$2 $3" --cluster-name "$2" --nodegroup-name "$3"; }
one_access_entry() {
  fetch "$1" eks describe-access-entry "$2 $3" --cluster-name "$2" --principal-arn "$3"
  fetch "$1" eks list-associated-access-policies "$2 $3" --cluster-name "$2" --principal-arn "$3"
}
one_pod_identity() {
  fetch "$1" eks describe-pod-identity-association "$2 $3" --cluster-name "$2" --association-id "$3"
}

export_containers() {
  local region=$1
  fetch "$region" eks list-clusters ''
  names "$region" eks list-clusters 'clusters[]' | each one_eks_cluster "$region"
  list "$region" ecr describe-repositories 'repositories[].repositoryName' --repository-name \
    get-repository-policy describe-images
  fetch "$region" batch describe-job-definitions '' --status ACTIVE
  fetch "$region" batch describe-compute-environments ''
  fetch "$region" batch describe-job-queues ''
}

one_schedule_group() {
  names "$1" scheduler list-schedules 'Schedules[].Name' --group-name "$2" | each one_schedule "$1" "$2"
}
one_schedule() { fetch "$1" scheduler get-schedule "$2 $3" --group-name "$2" --name "$3"; }
one_application() {
  fetch "$1" deploy list-deployment-groups "$2" --application-name "$2"
  names "$1" deploy list-deployment-groups 'deploymentGroups[]' --application-name "$2" |
    parts "$1" deploy batch-get-deployment-groups "$2" 100 --deployment-group-names --application-name "$2"
}
one_emr_cluster() { fetch "$1" emr describe-cluster "$2" --cluster-id "$2"; }
one_identity_pool() {
  fetch "$1" cognito-identity describe-identity-pool "$2" --identity-pool-id "$2"
  fetch "$1" cognito-identity get-identity-pool-roles "$2" --identity-pool-id "$2"
}

export_automation() {
  local region=$1 alive=(STARTING BOOTSTRAPPING RUNNING WAITING)
  list "$region" stepfunctions list-state-machines 'stateMachines[].stateMachineArn' \
    --state-machine-arn describe-state-machine
  fetch "$region" scheduler list-schedules ''
  names "$region" scheduler list-schedules 'Schedules[].GroupName' | sort -u | each one_schedule_group "$region"
  fetch "$region" deploy list-applications ''
  names "$region" deploy list-applications 'applications[]' | each one_application "$region"
  fetch "$region" emr get-block-public-access-configuration ''
  fetch "$region" emr list-clusters '' --cluster-states "${alive[@]}"
  names "$region" emr list-clusters 'Clusters[].Id' --cluster-states "${alive[@]}" | each one_emr_cluster "$region"
  list "$region" datapipeline list-pipelines 'pipelineIdList[].id' --pipeline-id get-pipeline-definition
  fetch "$region" imagebuilder list-image-pipelines ''
  list "$region" imagebuilder list-infrastructure-configurations 'infrastructureConfigurationSummaryList[].arn' \
    --infrastructure-configuration-arn get-infrastructure-configuration
  fetch "$region" cognito-identity list-identity-pools '' --max-results 60
  names "$region" cognito-identity list-identity-pools 'IdentityPools[].IdentityPoolId' --max-results 60 |
    each one_identity_pool "$region"
}

one_table() {
  fetch "$1" dynamodb describe-table "$2" --table-name "$2"
  fetch "$1" dynamodb describe-continuous-backups "$2" --table-name "$2"
  names "$1" dynamodb describe-table 'Table.TableArn' --table-name "$2" |
    each about "$1" dynamodb --resource-arn get-resource-policy
}
one_queue() { fetch "$1" sqs get-queue-attributes "$2" --queue-url "$2" --attribute-names All; }
one_vault() { fetch "$1" glacier get-vault-access-policy "$2" --account-id - --vault-name "$2"; }

export_data() {
  local region=$1
  fetch "$region" rds describe-db-instances ''
  fetch "$region" rds describe-db-clusters ''
  fetch "$region" rds describe-db-major-engine-versions ''
  names "$region" rds describe-db-instances 'DBInstances[?!DBClusterIdentifier].DBParameterGroups[].DBParameterGroupName' |
    sort -u | each about "$region" rds --db-parameter-group-name describe-db-parameters
  names "$region" rds describe-db-clusters 'DBClusters[].DBClusterParameterGroup' | sort -u |
    each about "$region" rds --db-cluster-parameter-group-name describe-db-cluster-parameters
  list "$region" rds describe-db-snapshots 'DBSnapshots[?SnapshotType==`manual`].DBSnapshotIdentifier' \
    --db-snapshot-identifier describe-db-snapshot-attributes
  list "$region" rds describe-db-cluster-snapshots \
    'DBClusterSnapshots[?SnapshotType==`manual`].DBClusterSnapshotIdentifier' \
    --db-cluster-snapshot-identifier describe-db-cluster-snapshot-attributes
  list "$region" redshift describe-clusters 'Clusters[].ClusterIdentifier' --cluster-identifier describe-logging-status
  names "$region" redshift describe-clusters 'Clusters[].ClusterParameterGroups[0].ParameterGroupName' | sort -u |
    each about "$region" redshift --parameter-group-name describe-cluster-parameters
  fetch "$region" redshift describe-cluster-subnet-groups ''
  list "$region" opensearch list-domain-names 'DomainNames[].DomainName' --domain-name describe-domain
  fetch "$region" dynamodb list-tables ''
  names "$region" dynamodb list-tables 'TableNames[]' | each one_table "$region"
  fetch "$region" sqs list-queues ''
  names "$region" sqs list-queues 'QueueUrls[]' | each one_queue "$region"
  fetch "$region" events list-event-buses ''
  list "$region" sns list-topics 'Topics[].TopicArn' --topic-arn get-topic-attributes
  list "$region" efs describe-file-systems 'FileSystems[].FileSystemId' --file-system-id \
    describe-file-system-policy describe-backup-policy describe-mount-targets
  export_edge "$region"
}

one_rest_api() {
  fetch "$1" apigateway get-resources "$2" --rest-api-id "$2" --embed methods
  fetch "$1" apigateway get-stages "$2" --rest-api-id "$2"
}

# ACM lists certificates of other kinds of key than RSA 1024 and 2048 only where they are named.
export_edge() {
  local region=$1
  fetch "$region" glacier list-vaults '' --account-id -
  names "$region" glacier list-vaults 'VaultList[].VaultName' --account-id - | each one_vault "$region"
  fetch "$region" elbv2 describe-load-balancers ''
  list "$region" elbv2 describe-target-groups 'TargetGroups[].TargetGroupArn' --target-group-arn describe-target-health
  names "$region" elbv2 describe-load-balancers 'LoadBalancers[].LoadBalancerArn' | each one_load_balancer "$region"
  names "$region" elbv2 describe-load-balancers "LoadBalancers[?Type=='application'].LoadBalancerArn" |
    each about "$region" wafv2 --resource-arn get-web-acl-for-resource
  fetch "$region" apigateway get-rest-apis ''
  names "$region" apigateway get-rest-apis 'items[].id' | each one_rest_api "$region"
  list "$region" apigatewayv2 get-apis 'Items[].ApiId' --api-id get-stages get-routes get-integrations
  fetch "$region" lightsail get-instances ''
  fetch "$region" lightsail get-static-ips ''
  fetch "$region" acm list-certificates '' --includes \
    keyTypes=RSA_1024,RSA_2048,RSA_3072,RSA_4096,EC_prime256v1,EC_secp384r1,EC_secp521r1
}

# Of the listeners only those that speak HTTP are asked for their rules.
one_load_balancer() {
  fetch "$1" elbv2 describe-load-balancer-attributes "$2" --load-balancer-arn "$2"
  fetch "$1" elbv2 describe-listeners "$2" --load-balancer-arn "$2"
  names "$1" elbv2 describe-listeners "Listeners[?Protocol=='HTTP'].ListenerArn" --load-balancer-arn "$2" |
    each about "$1" elbv2 --listener-arn describe-rules
}

one_trail() {
  fetch "$1" cloudtrail get-trail-status "$2" --name "$2"
  fetch "$1" cloudtrail get-event-selectors "$2" --trail-name "$2"
}

# A trail of all regions is listed in each of them; it is read where it was made.
export_monitoring() {
  local region=$1
  fetch "$region" cloudtrail describe-trails ''
  names "$region" cloudtrail describe-trails "trailList[?HomeRegion=='$region'].TrailARN" | each one_trail "$region"
  fetch "$region" logs describe-log-groups ''
  fetch "$region" logs describe-metric-filters ''
  fetch "$region" logs describe-delivery-sources ''
  fetch "$region" logs describe-deliveries ''
  fetch "$region" cloudwatch describe-alarms ''
  fetch "$region" configservice describe-configuration-recorders ''
  fetch "$region" configservice describe-configuration-recorder-status ''
  list "$region" guardduty list-detectors 'DetectorIds[]' --detector-id get-detector
  fetch "$region" securityhub describe-hub ''
  fetch "$region" macie2 get-macie-session ''
  export_vulnerabilities "$region"
  fetch "$region" accessanalyzer list-analyzers ''
}

# Of findings that an exploit is known of, one for each vulnerability is asked what CISA knows.
export_vulnerabilities() {
  local region=$1 active='{"findingStatus":[{"comparison":"EQUALS","value":"ACTIVE"}],"findingType":[{"comparison":"EQUALS","value":"PACKAGE_VULNERABILITY"}]}'
  fetch "$region" inspector2 batch-get-account-status ''
  fetch "$region" inspector2 list-findings '' --filter-criteria "$active"
  names "$region" inspector2 list-findings \
    "findings[?exploitAvailable=='YES'].[packageVulnerabilityDetails.vulnerabilityId,findingArn]" --filter-criteria "$active" |
    paste - - | sort -u -k1,1 | cut -f2 |
    parts "$region" inspector2 batch-get-finding-details '' 10 --finding-arns
}

one_sso_instance() {
  fetch "$1" sso-admin list-permission-sets "$2" --instance-arn "$2"
  names "$1" sso-admin list-permission-sets 'PermissionSets[]' --instance-arn "$2" | each one_permission_set "$1" "$2"
}
one_permission_set() {
  local region=$1 instance=$2 set=$3 operation
  for operation in describe-permission-set list-managed-policies-in-permission-set \
    list-customer-managed-policy-references-in-permission-set get-inline-policy-for-permission-set \
    list-accounts-for-provisioned-permission-set; do
    fetch "$region" sso-admin "$operation" "$set" --instance-arn "$instance" --permission-set-arn "$set"
  done
  names "$region" sso-admin list-accounts-for-provisioned-permission-set 'AccountIds[]' \
    --instance-arn "$instance" --permission-set-arn "$set" | each one_assignment "$region" "$instance" "$set"
}
one_assignment() {
  fetch "$1" sso-admin list-account-assignments "$3 $4" \
    --instance-arn "$2" --permission-set-arn "$3" --account-id "$4"
}

export_region() {
  local region=$1
  export_ec2 "$region"
  fetch "$region" lambda list-functions ''
  fetch "$region" lambda list-event-source-mappings ''
  names "$region" lambda list-functions 'Functions[].FunctionName' | each one_function "$region"
  fetch "$region" secretsmanager list-secrets ''
  names "$region" secretsmanager list-secrets 'SecretList[].Name' | each one_secret "$region"
  fetch "$region" ssm describe-parameters ''
  fetch "$region" ssm describe-instance-information ''
  fetch "$region" ssm list-resource-compliance-summaries ''
  fetch "$region" ssm list-documents '' --filters Key=Owner,Values=Self
  names "$region" ssm list-documents 'DocumentIdentifiers[].Name' --filters Key=Owner,Values=Self |
    each one_document "$region"
  fetch "$region" kms list-keys ''
  fetch "$region" kms list-aliases ''
  names "$region" kms list-keys 'Keys[].KeyId' | each one_key "$region"
  export_workloads "$region"
  export_containers "$region"
  export_automation "$region"
  export_data "$region"
  export_monitoring "$region"
  fetch "$region" sso-admin list-instances ''
  names "$region" sso-admin list-instances 'Instances[].InstanceArn' | each one_sso_instance "$region"
}

# json_list FILE: the notes of a file, `region TAB call TAB code` a line, as a JSON list
json_list() {
  local region call code comma=''
  printf '['
  while IFS=$'\t' read -r region call code; do
    call=$(sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' <<<"$call")
    printf '%s\n {"call": "%s", "region": "%s"%s}' "$comma" "$call" "$region" "${code:+, \"code\": \"$code\"}"
    comma=,
  done <"$1"
  printf '\n]\n'
}

# Refusals that may have gone by now are forgotten, so that a second run asks again.
forget_passing() {
  grep -Ev $'\t(CouldNotConnect|.*Throttl.*|.*Expired.*|.*Denied.*|.*Unauthorized.*|TooManyRequests.*|RequestLimitExceeded|SlowDown|ServiceUnavailable|InternalError|InternalFailure)$' \
    "$notes/refused" >"$notes/refused.kept"
  mv "$notes/refused.kept" "$notes/refused"
}

main() {
  if [ -n "$dry" ]; then
    account=000000000000 regions=(eu-west-1)
  else
    command -v aws >/dev/null || fail 'the AWS CLI is not installed: https://aws.amazon.com/cli/'
    home=$(home_region)
    account=$(cli global sts get-caller-identity --query Account --output text) ||
      fail 'no credentials that work: run "aws sts get-caller-identity" and follow what it says'
    if [ ${#regions[@]} -eq 0 ]; then
      while IFS= read -r region; do regions+=("$region"); done < <(names global ec2 describe-regions 'Regions[].RegionName')
    fi
    [ ${#regions[@]} -gt 0 ] || fail 'the regions cannot be listed: name them with --region'
    folder=$out/$account notes=$out/$account/.notes
    mkdir -p "$notes" || fail "cannot write to $out"
    touch "$notes/empty" "$notes/refused"
    forget_passing
  fi

  fetch global sts get-caller-identity ''
  say "account $account: IAM"
  export_iam
  export_contacts
  say "account $account: organization"
  export_organization
  say "account $account: buckets"
  export_s3
  say "account $account: distributions"
  export_cloudfront
  say "account $account: hosted zones"
  export_dns
  local region
  for region in "${regions[@]}"; do
    say "account $account: $region"
    export_region "$region"
  done
  [ -z "$dry" ] || return 0
  json_list "$notes/refused" >"$folder/errors.json"
  json_list "$notes/empty" >"$folder/empty.json"
  say "wrote $(find "$folder" -name '*.json' | grep -c .) files to $folder; $(grep -c . "$notes/refused") calls gave nothing (errors.json)"
  say "next: chokepoint ingest file $out"
}

# On one line: the shell reads on after it, and the script may have been replaced by then.
main; exit
