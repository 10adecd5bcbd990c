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
  instructions: "Build, run and debug integrations between systems. Start with list_integrations, then read_integration.\nBefore changing anything, read it, and pass its last_saved on, so that nobody's work is overwritten.\nRun one with execute_integration. When a run fails, read it with get_run_history and get_run_history_item, mend the\nintegration, and run it again; search_run_histories finds runs by their end, their date, or what they sent and got.",
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
      hint: 'Call list_integrations to see what you have access to, and read_integration to see the ids of its components.',
    },
    forbidden: {
      means: 'You may see it, but this needs a permission you do not hold.',
      hint: 'Ask an administrator to grant you the permission that the message names.',
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
    bad_code: {
      means: 'The code is no custom adapter; nothing was changed.',
      hint: 'Correct the line that the message names. The code has to define a class named CustomAdapter.',
    },
    bad_config: {
      means: "The configuration does not fit the custom adapter's schema; nothing was changed.",
      hint: 'Correct the fields that the message names. custom_adapter_code get shows the schema.',
    },
    unknown_model: {
      means: 'There is no such admin model, or you may not see it.',
      hint: 'Call describe-models to see the models there are.',
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
      hint: 'Correct the fields that the message names. describe-models says what each of them takes.',
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
  resources: [],
  prompts: [],
} as const;
