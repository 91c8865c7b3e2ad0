/**
 * What a tool of a well-known server does, where its name alone would be read wrongly. Arguments are judged besides, so
 * that a deed here never hides a statement, command or path in them.
 *   `read`    only looks                         `note`   keeps something for the agent itself
 *   `local`   changes this checkout, and git or one step brings it back
 *   `add`     makes something that one step takes away again
 *   `change`  changes what its service keeps a history of, or what people put right by hand
 *   `send`    reaches people or moves money: it cannot be called back
 *   `lose`    deletes what nobody brings back     `deploy` puts a version in front of users
 *   `secret`  shows a credential to the agent     `run`    starts something that the call does not show
 */
export type Deed = 'read' | 'note' | 'local' | 'add' | 'change' | 'send' | 'lose' | 'deploy' | 'secret' | 'run';

/**
 * A command that does the same, judged in place of the call: `{name}` an argument (left out with the option before it
 * when absent), `{name?word}` the word when the argument is true, `{name...}` the members of a list or the words of a
 * text, `{-v=name...}` the same with an option before each.
 */
export type CommandWords = string;

/** Tools by name patterns (`a|b*`, the server's own name in front left out); the first that fits counts. */
export interface ServerTable {
  /** Regular expression (source) for the parts of the server's name, joined by `-`. */
  readonly server: string;
  /** What a tool does whose name says that it writes; without it that is not known to come back. */
  readonly writes?: Deed;
  readonly deeds?: Readonly<Partial<Record<Deed, string>>>;
  readonly commands?: Readonly<Record<string, CommandWords>>;
}

const kubectlObject = '{resourcetype} {kind} {name} -n {namespace} --context {context} -l {labelselector} -f {filename}';

/** Well-known servers. A server that is not here is judged by the names of its tools. */
export const servers: readonly ServerTable[] = [
  {
    server: '^(?:mcp-)?git(?:-mcp)?(?:-server)?$',
    deeds: { local: 'create_branch|init|stash_list|worktree_list' },
    commands: {
      add: 'git add {files...}',
      commit: 'git commit -m {message} {amend?--amend}',
      'reset|unstage': 'git reset {hard?--hard} {commit} {target}',
      checkout: 'git checkout {force?--force} {branchname} {branch} {target} {path}',
      branch: 'git branch {force?--force} {delete?-D} {branchname} {branch}',
      push: 'git push {force?--force} {forcewithlease?--force-with-lease} {tags?--tags} {mirror?--mirror} {delete?--delete} {remote} {branch}',
      clean: 'git clean {force?-f} {directories?-d} {ignored?-x} {dryrun?-n}',
      merge: 'git merge {branch}',
      rebase: 'git rebase {upstream} {branch}',
      'cherry_pick': 'git cherry-pick {commit} {commithash}',
      pull: 'git pull {remote} {branch}',
      fetch: 'git fetch {remote}',
      stash: 'git stash {mode}',
      tag: 'git tag {tagname} {name}',
      'restore|discard': 'git restore {path} {files...}',
    },
  },
  {
    server: '^(?:github|gitlab|bitbucket|gitea|forgejo|azure-devops|ado)(?:-.*)?$',
    writes: 'change',
    deeds: {
      lose: 'delete_repo*|delete_project*|delete_release|delete_package*|transfer_*',
      change: 'delete_*|run_*|rerun_*|cancel_*|merge_*|create_*|update_*|push_files|add_*|submit_*|request_*|dismiss_*|manage_*|mark_*|assign_*|fork_*|star_*|unstar_*|lock_*|unlock_*',
      read: 'download_*|pull_request_read|issue_read|actions_get|actions_list|get_*|list_*|search_*',
    },
  },
  { server: '(?:^|-)(?:linear|jira|atlassian|confluence|notion|asana|trello|monday|clickup|shortcut|basecamp|youtrack|todoist|airtable|coda|miro|sentry|pagerduty|zendesk|intercom|hubspot|salesforce|figma|framelink|google-drive|gdrive|google-docs|google-sheets|google-calendar|onedrive|sharepoint|dropbox|box)(?:-|$)', writes: 'change', deeds: { read: 'lookup*|fetch*|analyze_issue_with_seer|get_*|retrieve*|post_search|post_database_query|post_file*context|convert*', send: 'send_*|share_*|invite_*' } },
  { server: '(?:^|-)(?:slack|discord|teams|telegram|whatsapp|gmail|email|mail|outlook|imap|smtp|twilio|sendgrid|resend|postmark|twitter|bluesky|mastodon|linkedin|reddit|mailchimp)(?:-|$)', writes: 'send', deeds: { add: 'add_reaction*|create_draft|draft_*|create_label|mark_*|modify_*|add_label*', read: 'conversations_history|conversations_replies|channels_list|users_*|conversations_search*' } },
  { server: '(?:^|-)(?:stripe|paypal|square|adyen|braintree|plaid|paddle|lemonsqueezy|shopify)(?:-|$)', writes: 'change', deeds: { send: 'create_refund|refund*|*_payout|create_payout|finalize_invoice|pay_*|send_*|capture_*|create_order|create_payment_intent|confirm_*|charge*|transfer*', lose: 'cancel_subscription|delete_*', read: 'retrieve_*|search_*|fetch_*' } },
  {
    server: '(?:^|-)(?:supabase)(?:-|$)',
    writes: 'change',
    deeds: {
      change: 'apply_migration|pause_project|restore_project|rebase_branch|create_project|create_branch',
      deploy: 'deploy_edge_function|merge_branch',
      lose: 'reset_branch|delete_*',
      read: 'generate_typescript_types|confirm_cost|get_cost|search_docs|get_advisors|get_anon_key|get_publishable_keys|get_project_url',
    },
  },
  { server: '(?:^|-)(?:neon)(?:-|$)', writes: 'change', deeds: { secret: 'get_connection_string', change: 'complete_database_migration|complete_query_tuning|create_*|provision_*', add: 'prepare_database_migration|prepare_query_tuning', lose: 'reset_from_parent|delete_*', read: 'compare_database_schema|explain_sql_statement|list_slow_queries|describe_*' } },
  { server: '(?:^|-)(?:mongodb|mongo|atlas)(?:-|$)', writes: 'change', deeds: { lose: 'update_many|update_one|replace_one|rename_collection|bulk_write', add: 'insert_many|insert_one|create_index|create_collection', read: 'aggregate|collection_schema|collection_indexes|collection_storage_size|db_stats|explain|find*|count|export|connect|switch_connection|mongodb_logs' } },
  { server: '(?:^|-)(?:redis|valkey|upstash)(?:-|$)', writes: 'change', deeds: { add: 'set|hset|lpush|rpush|sadd|zadd|xadd|json_set|expire|publish|set_vector_in_hash|create_vector_index_hash', lose: 'delete|del|hdel|lpop|rpop|srem|zrem|xdel|json_del|rename|flush*', read: 'type|dbsize|llen|lrange|smembers|zrange|xrange|hgetall|hget|hexists|scan*|info|client_list|subscribe|vector_search_hash' } },
  { server: '(?:^|-)(?:elasticsearch|elastic|opensearch|qdrant|pinecone|weaviate|chroma|milvus|meilisearch|typesense|algolia|bigquery|snowflake|clickhouse|databricks|duckdb|motherduck)(?:-|$)', writes: 'change', deeds: { read: 'esql|search*|get_*|query*|find*|forecast|ask_data_insights|run_select_query|peek*' } },
  {
    server: '(?:^|-)(?:kubernetes|k8s|kubectl|openshift|helm)(?:-|$)',
    writes: 'change',
    deeds: { read: 'explain_resource|list_api_resources|kubectl_context|pods_top|pods_log|events_list|*_list|*_list_in_namespace|*_get|configuration_view|ping|port_forward|stop_port_forward', run: 'pods_exec|exec_in_pod' },
    commands: {
      'kubectl_delete|delete_resource|delete': `kubectl delete ${kubectlObject} {force?--force}`,
      'delete_pod|pods_delete': 'kubectl delete pod {name} -n {namespace}',
      'delete_namespace|namespaces_delete': 'kubectl delete namespace {name} {namespace}',
      resources_delete: `kubectl delete ${kubectlObject}`,
      'delete_deployment': 'kubectl delete deployment {name} -n {namespace}',
      'kubectl_scale|scale_deployment|resources_scale': 'kubectl scale {resourcetype} {name} --replicas {replicas} -n {namespace} --context {context}',
      'kubectl_rollout': 'kubectl rollout {subcommand} {resourcetype} {name} -n {namespace}',
      'kubectl_get': 'kubectl get {resourcetype} {name} -n {namespace} --context {context}',
      'kubectl_describe': 'kubectl describe {resourcetype} {name} -n {namespace}',
      'kubectl_logs': 'kubectl logs {name} -n {namespace}',
      'kubectl_generic': 'kubectl {command} {subcommand} {resourcetype} {name} -n {namespace} {args...}',
      'install_helm_chart|helm_install': 'helm install {name} {releasename} {chart} -n {namespace}',
      'upgrade_helm_chart': 'helm upgrade {name} {chart} -n {namespace}',
      'uninstall_helm_chart|helm_uninstall': 'helm uninstall {name} {releasename} -n {namespace}',
      'cleanup|node_management': 'kubectl drain {nodename}',
    },
  },
  {
    server: '(?:^|-)(?:docker|podman|containers?)(?:-|$)',
    writes: 'add',
    commands: {
      'list_containers': 'docker ps -a',
      'run_container|create_container|recreate_container': 'docker run --name {name} {privileged?--privileged} {-v=volumes...} {-v=volume...} {-v=binds...} {image} {command...}',
      'start_container': 'docker start {containerid} {name}',
      'stop_container': 'docker stop {containerid} {name}',
      'remove_container|container_remove': 'docker rm {force?-f} {volumes?-v} {containerid} {container} {name}',
      'fetch_container_logs|container_logs|get_logs': 'docker logs {containerid} {container} {name}',
      'remove_volume|volume_remove': 'docker volume rm {volumename} {volume} {name}',
      'remove_image|image_remove': 'docker rmi {force?-f} {image} {name}',
      'remove_network': 'docker network rm {networkid} {network} {name}',
      'prune*|system_prune': 'docker system prune {all?-a} {volumes?--volumes} -f',
      'deploy_compose|compose_up': 'docker compose up -d',
      'compose_down': 'docker compose down {volumes?-v}',
    },
  },
  { server: '(?:^|-)(?:terraform|opentofu|pulumi|hcp)(?:-|$)', writes: 'change', deeds: { read: 'provider_details|moduledetails|resolve*|search*|get_*|runcheckovscan|run_checkov_scan|list_*' }, commands: { 'executeterraformcommand|execute_terraform_command|terraform_command|terraform_run': 'terraform {command} {args...}', 'executeterragruntcommand|execute_terragrunt_command': 'terragrunt {command} {args...}', 'terraform_destroy|destroy': 'terraform destroy -auto-approve', 'terraform_apply|apply': 'terraform apply -auto-approve', 'terraform_plan|plan': 'terraform plan', 'pulumi_cli_preview|preview': 'pulumi preview', 'pulumi_cli_up|up': 'pulumi up --yes --stack {stack}', 'pulumi_cli_destroy': 'pulumi destroy --yes --stack {stack}' } },
  { server: '(?:^|-)(?:gcloud|gcp|google-cloud)(?:-|$)', writes: 'change', commands: { 'run_gcloud_command|gcloud|run_command': 'gcloud {args...} {command...}' } },
  { server: '(?:^|-)(?:aws|azure|azmcp|cloudflare|digitalocean|hetzner|linode|heroku|railway|render|fly|flyio|planetscale|turso|convex|firebase|appwrite|datadog|grafana|newrelic|honeycomb|prometheus|argocd|jenkins|circleci|buildkite|temporal)(?:-|$)', writes: 'change', deeds: { deploy: 'deploy*|*_deploy|create_deployment|rollback*|promote*|merge_branch|worker_put|workers_deploy', read: 'suggest_aws_commands|read_documentation|recommend|query_*|list_*|get_*|azmcp_*_list|azmcp_*_show|azmcp_*_get|logs_*|find_*|get_build_failure_logs|accounts_list|set_active_account|workers_list|workers_get*' } },
  { server: '(?:^|-)(?:vercel)(?:-|$)', writes: 'change', deeds: { deploy: 'deploy*|promote*', read: 'web_fetch_vercel_url|get_access_to_vercel_url|check_domain*|search*' } },
  { server: '(?:^|-)(?:netlify)(?:-|$)', writes: 'change', deeds: { deploy: '*deploy*updater|deploy*', read: '*reader|netlify_coding_rules|coding_rules', change: '*updater' } },
  { server: '(?:^|-)(?:memory|knowledge-graph|mem0|basic-memory|openmemory)(?:-|$)', writes: 'note', deeds: { note: 'create_*|add_*|write_*|edit_*|update_*|store_*|save_*|build_context', read: 'read_*|open_*|search_*|recall*|recent_activity' } },
  { server: '(?:^|-)(?:serena|jetbrains|language-server|lsp|ide|intellij)(?:-|$)', writes: 'local', deeds: { local: 'replace_*|insert_*|rename_*|reformat*|edit_*|onboarding|write_memory|edit_memory|prepare_for_new_conversation', note: 'activate_project|switch_modes', read: 'find_*|think_about_*|check_onboarding*|initial_instructions|read_memory|list_memories|get_*|search_*|get_diagnostics|goto*|references|definition' } },
  { server: '(?:^|-)(?:desktop-?commander|commander)(?:-|$)', deeds: { read: 'read_process_output|list_processes|list_sessions|list_searches|get_more_search_results|start_search|stop_search|get_config|get_usage_stats|get_recent_tool_calls|get_prompts|give_feedback*', run: 'interact_with_process|set_config_value', change: 'kill_process|force_terminate' } },
  { server: '(?:^|-)(?:time|context7|deepwiki|brave|brave-search|tavily|exa|perplexity|firecrawl|jina|kagi|serper|duckduckgo|wikipedia|arxiv|microsoft-docs|mslearn|aws-docs|aws-documentation|sequential-?thinking|shadcn)(?:-|$)', deeds: { read: 'convert_time|*search*|*research*|fetch*|get*|resolve*|query*|ask*|read*|*scrape*|*crawl*|*extract*|*map|web_*|company*|*_docs|*_documentation|sequentialthinking|sequential_thinking|recommend|view*|list*|search*' } },
];
