// Generated from the catalog by `npm run codegen`. Do not edit.
import type { TestSimpleTextInput } from './tools/test-simple-text.js';
import type { TestImageContentInput } from './tools/test-image-content.js';
import type { TestAudioContentInput } from './tools/test-audio-content.js';
import type { TestEmbeddedResourceInput } from './tools/test-embedded-resource.js';
import type { TestMultipleContentTypesInput } from './tools/test-multiple-content-types.js';
import type { TestErrorHandlingInput } from './tools/test-error-handling.js';
import type { TestToolWithProgressInput } from './tools/test-tool-with-progress.js';
import type { TestToolWithLoggingInput } from './tools/test-tool-with-logging.js';
import type { TestLoggingToolInput } from './tools/test-logging-tool.js';
import type { TestSamplingInput } from './tools/test-sampling.js';
import type { TestElicitationInput } from './tools/test-elicitation.js';
import type { TestElicitationSep1034DefaultsInput } from './tools/test-elicitation-sep1034-defaults.js';
import type { TestElicitationSep1330EnumsInput } from './tools/test-elicitation-sep1330-enums.js';
import type { TestMissingCapabilityInput } from './tools/test-missing-capability.js';
import type { TestStreamingElicitationInput } from './tools/test-streaming-elicitation.js';
import type { TestInputRequiredResultElicitationInput } from './tools/test-input-required-result-elicitation.js';
import type { TestInputRequiredResultSamplingInput } from './tools/test-input-required-result-sampling.js';
import type { TestInputRequiredResultListRootsInput } from './tools/test-input-required-result-list-roots.js';
import type { TestInputRequiredResultRequestStateInput } from './tools/test-input-required-result-request-state.js';
import type { TestInputRequiredResultMultipleInputsInput } from './tools/test-input-required-result-multiple-inputs.js';
import type { TestInputRequiredResultMultiRoundInput } from './tools/test-input-required-result-multi-round.js';
import type { TestInputRequiredResultTamperedStateInput } from './tools/test-input-required-result-tampered-state.js';
import type { TestInputRequiredResultCapabilitiesInput } from './tools/test-input-required-result-capabilities.js';

/** The operations of each tool. */
export interface Tools {
  /** Simple text */
  test_simple_text: {
    input: TestSimpleTextInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** An image */
  test_image_content: {
    input: TestImageContentInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** A sound */
  test_audio_content: {
    input: TestAudioContentInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** An embedded resource */
  test_embedded_resource: {
    input: TestEmbeddedResourceInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Mixed content */
  test_multiple_content_types: {
    input: TestMultipleContentTypesInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** An error */
  test_error_handling: {
    input: TestErrorHandlingInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Progress */
  test_tool_with_progress: {
    input: TestToolWithProgressInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Three log messages */
  test_tool_with_logging: {
    input: TestToolWithLoggingInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** A log message */
  test_logging_tool: {
    input: TestLoggingToolInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Ask the model */
  test_sampling: {
    input: TestSamplingInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Ask the user */
  test_elicitation: {
    input: TestElicitationInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** A form with defaults */
  test_elicitation_sep1034_defaults: {
    input: TestElicitationSep1034DefaultsInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** A form with choices */
  test_elicitation_sep1330_enums: {
    input: TestElicitationSep1330EnumsInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Needs sampling */
  test_missing_capability: {
    input: TestMissingCapabilityInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Progress, then a question */
  test_streaming_elicitation: {
    input: TestStreamingElicitationInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Ask for a name */
  test_input_required_result_elicitation: {
    input: TestInputRequiredResultElicitationInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Ask for a capital */
  test_input_required_result_sampling: {
    input: TestInputRequiredResultSamplingInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Ask for the roots */
  test_input_required_result_list_roots: {
    input: TestInputRequiredResultListRootsInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** A question with state */
  test_input_required_result_request_state: {
    input: TestInputRequiredResultRequestStateInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Three questions at once */
  test_input_required_result_multiple_inputs: {
    input: TestInputRequiredResultMultipleInputsInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Two questions in turn */
  test_input_required_result_multi_round: {
    input: TestInputRequiredResultMultiRoundInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** A question with state that must hold */
  test_input_required_result_tampered_state: {
    input: TestInputRequiredResultTamperedStateInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
  /** Only what the client can answer */
  test_input_required_result_capabilities: {
    input: TestInputRequiredResultCapabilitiesInput;
    output: 'content';
    errors: never;
    integration: 'never';
  };
}

/** The variables in each resource's address. */
export interface Resources {
  /** A text */
  static_text: { [variable: string]: never };
  /** An image */
  static_binary: { [variable: string]: never };
  /** A thing's data */
  template_data: { id: string };
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
  /** A simple prompt */
  test_simple_prompt: { arguments: { [argument: string]: never }; completes: never };
  /** A prompt with arguments */
  test_prompt_with_arguments: { arguments: { arg1: string; arg2: string }; completes: 'arg1' };
  /** A prompt with a resource */
  test_prompt_with_embedded_resource: { arguments: { resourceUri: string }; completes: never };
  /** A prompt with an image */
  test_prompt_with_image: { arguments: { [argument: string]: never }; completes: never };
  /** A prompt that asks first */
  test_input_required_result_prompt: { arguments: { [argument: string]: never }; completes: never };
}

export type ToolName = keyof Tools;

export type LevelName = 'anyone';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal';
