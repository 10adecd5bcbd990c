// Generated from the catalog by `npm run codegen`. Do not edit.
import { listIntegrations } from './tools/list-integrations.js';
import { readIntegration } from './tools/read-integration.js';
import { writeIntegration } from './tools/write-integration.js';
import { searchIntegration } from './tools/search-integration.js';
import { deleteIntegrationComponent } from './tools/delete-integration-component.js';
import { executeIntegration } from './tools/execute-integration.js';
import { searchRunHistories } from './tools/search-run-histories.js';
import { getRunHistory } from './tools/get-run-history.js';
import { getRunHistoryItem } from './tools/get-run-history-item.js';
import { queryBuildhelper } from './tools/query-buildhelper.js';
import { igPlatformDocumentation } from './tools/ig-platform-documentation.js';
import { frontendOperations } from './tools/frontend-operations.js';
import { djangoAdmin } from './tools/django-admin.js';
import { customAdapterCode } from './tools/custom-adapter-code.js';
import { customAdapterConfig } from './tools/custom-adapter-config.js';

export const registry = {
  name: 'integration-gateway',
  title: 'Integration Gateway',
  instructions: "Build, run and debug integrations between systems. Start with list_integrations, then read_integration.\nBefore changing anything, read it, and pass its last_saved on, so that nobody's work is overwritten.\nRun one with execute_integration. When a run fails, read it with get_run_history and get_run_history_item, mend the\nintegration, and run it again; search_run_histories finds runs by their end, their date, or what they sent and got.\nLook up with ig_platform_documentation how formulas, hooks and adapters work, instead of guessing, and with query_buildhelper what a\nsystem takes. frontend_operations makes web pages that call integrations; custom_adapter_code makes systems of one's own.\nHow a system is reached stands in an adapter configuration, which an integration uses once it is bound to it. People do that, or\ndjango_admin, if you may: gateway.AdapterConfigBinding; shared modules likewise, gateway.SharedModule and gateway.SharedModuleBinding.",
  scopes: {
    read: { means: 'see your integrations and what they are made of', offered: true },
    write: {
      means: 'create, change and delete integrations, frontends and custom adapters',
      offered: true,
    },
    execute: { means: 'run integrations', offered: true },
    debug: { means: 'see what runs did, and what they received and sent', offered: true },
    administer: { means: 'manage people, permissions and settings', offered: false },
  },
  levels: {
    staff: { means: 'may connect, create integrations, and see what is theirs', per: null, scope: 'read' },
    run_history: { means: 'uses the run history tools', per: null, scope: 'debug' },
    frontends: { means: 'makes and changes frontends', per: null, scope: 'write' },
    custom_adapters: { means: 'writes custom adapters and configures them', per: null, scope: 'write' },
    administer: {
      means: 'sees and changes, through the admin models, what its own permissions allow',
      per: null,
      scope: 'administer',
    },
    read: { means: 'sees the components of an integration', per: 'integration', scope: 'read' },
    write: { means: 'changes any part of an integration', per: 'integration', scope: 'write' },
    execute: { means: 'runs an integration', per: 'integration', scope: 'execute' },
    debug: { means: 'sees the run history of an integration', per: 'integration', scope: 'debug' },
  },
  parts: { run: { means: 'run' }, run_item: { means: 'step of a run' } },
  errors: {
    invalid_arguments: {
      means: "The arguments do not fit the tool's input schema.",
      hint: "Read the tool's input schema, correct the arguments that the message names, and call again.",
    },
    not_found: {
      means: 'There is no such thing, or you may not see it.',
      hint: 'List what there is, with list_integrations or with the tool itself, and take the name or the id from there; read_integration shows the ids of components.',
    },
    forbidden: {
      means: 'You may see it, but this needs a permission you do not hold.',
      hint: 'Do as the message says. Where it names a permission, ask an administrator to grant it to you.',
    },
    insufficient_scope: {
      means: 'You may do it, but the application that asks for you was not allowed to.',
      hint: 'Sign in again through the application, and allow it the scopes that the message names.',
    },
    rate_limited: {
      means: 'Too many calls of this tool in a minute.',
      hint: 'Wait for the number of seconds that the message names, then call again.',
    },
    request_too_large: {
      means: 'The arguments are larger than this tool accepts.',
      hint: 'Split the work into several calls.',
    },
    response_too_large: { means: 'The answer is larger than this tool may send.', hint: 'Ask for less.' },
    timeout: {
      means: 'The call took longer than this tool may take, and was stopped. Nothing was changed in the gateway.',
      hint: 'Ask for less, or try again later.',
    },
    cancelled: {
      means: 'The caller cancelled the call. Nothing was changed; an integration that ran was stopped.',
      hint: 'Call again if the answer is still wanted.',
    },
    unavailable: {
      means: 'The database cannot be used right now.',
      hint: 'Try again in a few seconds. If it stays, tell an administrator.',
    },
    internal: {
      means: 'The gateway failed, through no fault of the call.',
      hint: 'Try again. If it fails again, give an administrator the reference that the message names.',
    },
    invalid_item: {
      means: 'One of the components to write is not acceptable; nothing was written.',
      hint: 'Correct the item and field that the message names, and send the whole call again.',
    },
    bad_pattern: {
      means: 'The regular expression cannot be used.',
      hint: 'Use RE2 syntax; it has no look-around and no back-references.',
    },
    inactive: {
      means: 'The integration is switched off, so it cannot be run.',
      hint: 'Ask whoever is responsible for it whether to switch it on; write_integration sets active.',
    },
    busy: {
      means: 'The gateway runs as many integrations as it can.',
      hint: 'Try again in a few seconds.',
    },
    gateway_failed: {
      means: 'The gateway failed while it ran the integration; the integration is not to blame.',
      hint: 'Try again. If it fails again, tell an administrator, and name the run.',
    },
    input_not_stored: {
      means: 'The input of that run cannot be used again, because it is not stored as it was.',
      hint: 'Give the input as payload.',
    },
    bad_tool_definition: {
      means: 'The tool definition cannot be used; nothing was registered, and nothing was run.',
      hint: 'Correct what the message names, and call again.',
    },
    tool_exists: {
      means: 'The integration has a tool already, and it is another one.',
      hint: 'Leave tool_definition out to run the integration, or change its tool with write_integration (mcp_tool).',
    },
    bad_path: {
      means: 'The path of the file cannot be used.',
      hint: 'Use a relative path without `..`, of letters, digits and . - _ between slashes.',
    },
    bad_file: {
      means: 'The file cannot be stored; nothing was changed.',
      hint: 'Correct what the message names. Scripts belong into files of their own, which the HTML names with src.',
    },
    name_taken: {
      means: 'There is something of that name already.',
      hint: 'Choose another name, or change what is there.',
    },
    limit_reached: { means: 'There is no room for more.', hint: 'Delete what is not needed any more.' },
    bad_name: {
      means: 'The name cannot be used; nothing was changed.',
      hint: 'Use 1 to 100 characters without spaces around them, letters or digits among them.',
    },
    bad_code: {
      means: 'The code is no custom adapter; nothing was changed.',
      hint: 'Correct the line that the message names. The code has to define a class named CustomAdapter.',
    },
    bad_config: {
      means: 'The configuration, or the schema, cannot be as it was asked for; nothing was changed.',
      hint: 'Correct the fields that the message names. custom_adapter_code get shows the schema.',
    },
    unknown_model: {
      means: 'There is no such admin model, or you may not see it.',
      hint: 'Call describe-models to see the models there are. The page admin of ig_platform_documentation says which permission each of them needs.',
    },
    blocked_model: {
      means: 'That model cannot be reached through MCP.',
      hint: "Ask an administrator to look at it on the gateway's own pages or command line.",
    },
    bad_filter: {
      means: 'The filter cannot be used.',
      hint: 'Call describe-models to see which fields may be filtered, and how.',
    },
    invalid_value: {
      means: 'One of the values is not acceptable; nothing was changed.',
      hint: 'Correct what the message names. What the fields of an admin model take, describe-models says.',
    },
    bad_jq: {
      means: 'The jq program cannot be used.',
      hint: 'Write it in the syntax of jq 1.7, without import and include; its input is one step of the run.',
    },
  },
  tools: [
    listIntegrations,
    readIntegration,
    writeIntegration,
    searchIntegration,
    deleteIntegrationComponent,
    executeIntegration,
    searchRunHistories,
    getRunHistory,
    getRunHistoryItem,
    queryBuildhelper,
    igPlatformDocumentation,
    frontendOperations,
    djangoAdmin,
    customAdapterCode,
    customAdapterConfig,
  ],
  resources: [
    {
      name: 'docs',
      uri: null,
      uriTemplate: 'gateway://docs/{page}',
      title: 'Documentation',
      description: "The pages of the gateway's documentation, as the tool ig_platform_documentation and the site show them.",
      mimeType: 'text/markdown',
      level: 'staff',
      listed: true,
    },
  ],
  prompts: [
    {
      name: 'list_integrations',
      title: 'List the integrations that are switched on',
      description: 'Which integrations are switched on?',
      level: 'staff',
      text: ['Which integrations are switched on?'],
      arguments: [],
    },
    {
      name: 'show_structure',
      title: 'Show the structure of an integration',
      description: 'Show me the structure of the {integration_name} integration',
      level: 'read',
      text: ['Show me the structure of the ', { argument: 'integration_name' }, ' integration'],
      arguments: [
        {
          name: 'integration_name',
          description: "The integration's path name, or its id.",
          required: true,
          completes: true,
        },
      ],
    },
    {
      name: 'add_service_request',
      title: 'Add a service request to an integration',
      description: 'Add a service request to {integration_name} that {what}',
      level: 'write',
      text: [
        'Add a service request to ',
        { argument: 'integration_name' },
        ' that ',
        { argument: 'what' },
      ],
      arguments: [
        {
          name: 'integration_name',
          description: "The integration's path name, or its id.",
          required: true,
          completes: true,
        },
        {
          name: 'what',
          description: 'What the service request does.',
          required: true,
          completes: false,
        },
      ],
    },
    {
      name: 'search_code',
      title: 'Search the code of an integration',
      description: 'Search for "{pattern}" across all code fields in {integration_name}',
      level: 'read',
      text: [
        'Search for "',
        { argument: 'pattern' },
        '" across all code fields in ',
        { argument: 'integration_name' },
      ],
      arguments: [
        {
          name: 'pattern',
          description: 'A regular expression in RE2 syntax.',
          required: true,
          completes: false,
        },
        {
          name: 'integration_name',
          description: "The integration's path name, or its id.",
          required: true,
          completes: true,
        },
      ],
    },
    {
      name: 'remove_service_request',
      title: 'Remove a service request from an integration',
      description: 'Remove the {service_request} request from {integration_name}',
      level: 'write',
      text: [
        'Remove the ',
        { argument: 'service_request' },
        ' request from ',
        { argument: 'integration_name' },
      ],
      arguments: [
        {
          name: 'service_request',
          description: "The service request's formula variable.",
          required: true,
          completes: false,
        },
        {
          name: 'integration_name',
          description: "The integration's path name, or its id.",
          required: true,
          completes: true,
        },
      ],
    },
    {
      name: 'run_integration',
      title: 'Run an integration with a payload',
      description: 'Run {integration_name} with the payload {payload}',
      level: 'execute',
      text: ['Run ', { argument: 'integration_name' }, ' with the payload ', { argument: 'payload' }],
      arguments: [
        {
          name: 'integration_name',
          description: "The integration's path name, or its id.",
          required: true,
          completes: true,
        },
        {
          name: 'payload',
          description: 'The payload, as JSON, or in words.',
          required: true,
          completes: false,
        },
      ],
    },
    {
      name: 'run_again',
      title: 'Run an integration again with the input of an earlier run',
      description: 'Run {integration_name} again as in run {run_history_id}',
      level: 'execute',
      text: [
        'Run ',
        { argument: 'integration_name' },
        ' again as in run ',
        { argument: 'run_history_id' },
      ],
      arguments: [
        {
          name: 'integration_name',
          description: "The integration's path name, or its id.",
          required: true,
          completes: true,
        },
        {
          name: 'run_history_id',
          description: 'An earlier run of the same integration whose input is used again.',
          required: true,
          completes: false,
        },
      ],
    },
    {
      name: 'failed_runs',
      title: 'Find out which runs failed and why',
      description: 'Which runs of {integration_name} failed {since}, and why?',
      level: 'run_history',
      text: [
        'Which runs of ',
        { argument: 'integration_name' },
        ' failed ',
        { argument: 'since' },
        ', and why?',
      ],
      arguments: [
        {
          name: 'integration_name',
          description: "The integration's path name.",
          required: true,
          completes: true,
        },
        {
          name: 'since',
          description: 'From when on: since yesterday, this week, today.',
          required: true,
          completes: false,
        },
      ],
    },
    {
      name: 'explain_failure',
      title: 'Explain why a run failed',
      description: 'Why did run {run_history_id} fail?',
      level: 'debug',
      and: 'run_history',
      text: ['Why did run ', { argument: 'run_history_id' }, ' fail?'],
      arguments: [
        {
          name: 'run_history_id',
          description: 'The run, by its number in the run history.',
          required: true,
          completes: false,
        },
      ],
    },
    {
      name: 'find_service',
      title: 'Find a service in the build helper',
      description: 'Is there a service in the build helper that {what}?',
      level: 'staff',
      text: ['Is there a service in the build helper that ', { argument: 'what' }, '?'],
      arguments: [{ name: 'what', description: 'What the service does.', required: true, completes: false }],
    },
    {
      name: 'look_up',
      title: 'Look something up in the documentation',
      description: 'Look up in the documentation {question}',
      level: 'staff',
      text: ['Look up in the documentation ', { argument: 'question' }],
      arguments: [
        {
          name: 'question',
          description: 'What you want to know.',
          required: true,
          completes: false,
        },
      ],
    },
    {
      name: 'make_frontend',
      title: 'Make a frontend',
      description: 'Make a frontend called {name}',
      level: 'frontends',
      text: ['Make a frontend called ', { argument: 'name' }],
      arguments: [
        {
          name: 'name',
          description: 'Letters, digits, dashes, underscores, and single spaces.',
          required: true,
          completes: false,
        },
      ],
    },
    {
      name: 'write_custom_adapter',
      title: 'Write a custom adapter',
      description: 'Write an adapter for {system}',
      level: 'custom_adapters',
      text: ['Write an adapter for ', { argument: 'system' }],
      arguments: [
        {
          name: 'system',
          description: 'The system, and what it offers.',
          required: true,
          completes: false,
        },
      ],
    },
  ],
} as const;
