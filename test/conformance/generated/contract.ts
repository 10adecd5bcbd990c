// Generated from the catalog by `npm run codegen`. Do not edit.
import type { TestSimpleTextInput } from './tools/test-simple-text.js';
import type { TestTriggerToolChangeInput } from './tools/test-trigger-tool-change.js';
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
  test_simple_text: TestSimpleText;
  test_trigger_tool_change: TestTriggerToolChange;
  test_image_content: TestImageContent;
  test_audio_content: TestAudioContent;
  test_embedded_resource: TestEmbeddedResource;
  test_multiple_content_types: TestMultipleContentTypes;
  test_error_handling: TestErrorHandling;
  test_tool_with_progress: TestToolWithProgress;
  test_tool_with_logging: TestToolWithLogging;
  test_logging_tool: TestLoggingTool;
  test_sampling: TestSampling;
  test_elicitation: TestElicitation;
  test_elicitation_sep1034_defaults: TestElicitationSep1034Defaults;
  test_elicitation_sep1330_enums: TestElicitationSep1330Enums;
  test_missing_capability: TestMissingCapability;
  test_streaming_elicitation: TestStreamingElicitation;
  test_input_required_result_elicitation: TestInputRequiredResultElicitation;
  test_input_required_result_sampling: TestInputRequiredResultSampling;
  test_input_required_result_list_roots: TestInputRequiredResultListRoots;
  test_input_required_result_request_state: TestInputRequiredResultRequestState;
  test_input_required_result_multiple_inputs: TestInputRequiredResultMultipleInputs;
  test_input_required_result_multi_round: TestInputRequiredResultMultiRound;
  test_input_required_result_tampered_state: TestInputRequiredResultTamperedState;
  test_input_required_result_capabilities: TestInputRequiredResultCapabilities;
}

export interface TestSimpleText {
  input: TestSimpleTextInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestTriggerToolChange {
  input: TestTriggerToolChangeInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestImageContent {
  input: TestImageContentInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestAudioContent {
  input: TestAudioContentInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestEmbeddedResource {
  input: TestEmbeddedResourceInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestMultipleContentTypes {
  input: TestMultipleContentTypesInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestErrorHandling {
  input: TestErrorHandlingInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestToolWithProgress {
  input: TestToolWithProgressInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestToolWithLogging {
  input: TestToolWithLoggingInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestLoggingTool {
  input: TestLoggingToolInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestSampling {
  input: TestSamplingInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestElicitation {
  input: TestElicitationInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestElicitationSep1034Defaults {
  input: TestElicitationSep1034DefaultsInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestElicitationSep1330Enums {
  input: TestElicitationSep1330EnumsInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestMissingCapability {
  input: TestMissingCapabilityInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestStreamingElicitation {
  input: TestStreamingElicitationInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestInputRequiredResultElicitation {
  input: TestInputRequiredResultElicitationInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestInputRequiredResultSampling {
  input: TestInputRequiredResultSamplingInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestInputRequiredResultListRoots {
  input: TestInputRequiredResultListRootsInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestInputRequiredResultRequestState {
  input: TestInputRequiredResultRequestStateInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestInputRequiredResultMultipleInputs {
  input: TestInputRequiredResultMultipleInputsInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestInputRequiredResultMultiRound {
  input: TestInputRequiredResultMultiRoundInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestInputRequiredResultTamperedState {
  input: TestInputRequiredResultTamperedStateInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

export interface TestInputRequiredResultCapabilities {
  input: TestInputRequiredResultCapabilitiesInput;
  output: 'content';
  errors: never;
  integration: 'never';
}

/** The variables in each resource's address. */
export interface Resources {
  static_text: { variables: { [variable: string]: never }; listed: false };
  static_binary: { variables: { [variable: string]: never }; listed: false };
  template_data: { variables: { id: string }; listed: false };
}

/** The arguments of each prompt, and those that it offers values for. */
export interface Prompts {
  test_simple_prompt: { arguments: { [argument: string]: never }; completes: never };
  test_prompt_with_arguments: { arguments: { arg1: string; arg2: string }; completes: 'arg1' };
  test_prompt_with_embedded_resource: { arguments: { resourceUri: string }; completes: never };
  test_prompt_with_image: { arguments: { [argument: string]: never }; completes: never };
  test_input_required_result_prompt: { arguments: { [argument: string]: never }; completes: never };
}

export type ToolName = keyof Tools;

export type LevelName = 'anyone';

export type ErrorCode = 'invalid_arguments' | 'not_found' | 'forbidden' | 'rate_limited' | 'request_too_large' | 'response_too_large' | 'timeout' | 'cancelled' | 'unavailable' | 'internal';
