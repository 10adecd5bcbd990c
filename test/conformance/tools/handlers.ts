import type { ToolHandlers } from '../../../src/mcp/handler.js';
import type { Tools } from '../generated/contract.js';
import type { Services } from './handler.js';
import { testAudioContent } from './test-audio-content.js';
import { testElicitation } from './test-elicitation.js';
import { testElicitationSep1034Defaults } from './test-elicitation-sep1034-defaults.js';
import { testElicitationSep1330Enums } from './test-elicitation-sep1330-enums.js';
import { testEmbeddedResource } from './test-embedded-resource.js';
import { testErrorHandling } from './test-error-handling.js';
import { testImageContent } from './test-image-content.js';
import { testInputRequiredResultCapabilities } from './test-input-required-result-capabilities.js';
import { testInputRequiredResultElicitation } from './test-input-required-result-elicitation.js';
import { testInputRequiredResultListRoots } from './test-input-required-result-list-roots.js';
import { testInputRequiredResultMultiRound } from './test-input-required-result-multi-round.js';
import { testInputRequiredResultMultipleInputs } from './test-input-required-result-multiple-inputs.js';
import { testInputRequiredResultRequestState } from './test-input-required-result-request-state.js';
import { testInputRequiredResultSampling } from './test-input-required-result-sampling.js';
import { testInputRequiredResultTamperedState } from './test-input-required-result-tampered-state.js';
import { testLoggingTool } from './test-logging-tool.js';
import { testMissingCapability } from './test-missing-capability.js';
import { testMultipleContentTypes } from './test-multiple-content-types.js';
import { testSampling } from './test-sampling.js';
import { testSimpleText } from './test-simple-text.js';
import { testStreamingElicitation } from './test-streaming-elicitation.js';
import { testToolWithLogging } from './test-tool-with-logging.js';
import { testToolWithProgress } from './test-tool-with-progress.js';
import { testTriggerToolChange } from './test-trigger-tool-change.js';

/** The handler of every tool in the catalog. */
export const handlers = {
  test_simple_text: testSimpleText,
  test_trigger_tool_change: testTriggerToolChange,
  test_image_content: testImageContent,
  test_audio_content: testAudioContent,
  test_embedded_resource: testEmbeddedResource,
  test_multiple_content_types: testMultipleContentTypes,
  test_error_handling: testErrorHandling,
  test_tool_with_progress: testToolWithProgress,
  test_tool_with_logging: testToolWithLogging,
  test_logging_tool: testLoggingTool,
  test_sampling: testSampling,
  test_elicitation: testElicitation,
  test_elicitation_sep1034_defaults: testElicitationSep1034Defaults,
  test_elicitation_sep1330_enums: testElicitationSep1330Enums,
  test_missing_capability: testMissingCapability,
  test_streaming_elicitation: testStreamingElicitation,
  test_input_required_result_elicitation: testInputRequiredResultElicitation,
  test_input_required_result_sampling: testInputRequiredResultSampling,
  test_input_required_result_list_roots: testInputRequiredResultListRoots,
  test_input_required_result_request_state: testInputRequiredResultRequestState,
  test_input_required_result_multiple_inputs: testInputRequiredResultMultipleInputs,
  test_input_required_result_multi_round: testInputRequiredResultMultiRound,
  test_input_required_result_tampered_state: testInputRequiredResultTamperedState,
  test_input_required_result_capabilities: testInputRequiredResultCapabilities,
} satisfies ToolHandlers<Tools, Services>;
