// Generated from the catalog by `npm run codegen`. Do not edit.
/** The operations of each tool. */
export interface Tools {
}

/** The variables in each resource's address. */
export interface Resources {
  readme: { variables: { [variable: string]: never }; listed: false };
  run_log: { variables: { id: string; log_name: string }; listed: false };
  page: { variables: { name: string }; listed: true };
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
  hello: { arguments: { [argument: string]: never }; completes: never };
  explain: { arguments: { topic: string; 'how-long'?: string; tone?: string }; completes: 'topic' | 'how-long' };
}

export type ToolName = keyof Tools;

export type LevelName = 'staff' | 'read';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal';
