import type { PromptHandlers } from '../../../src/mcp/handler.js';
import type { Prompts } from '../generated/contract.js';
import { testInputRequiredResultPrompt } from './test-input-required-result-prompt.js';
import { testPromptWithArguments } from './test-prompt-with-arguments.js';
import { testPromptWithEmbeddedResource } from './test-prompt-with-embedded-resource.js';
import { testPromptWithImage } from './test-prompt-with-image.js';
import { testSimplePrompt } from './test-simple-prompt.js';

/** The handler of every prompt in the catalog. */
export const promptHandlers = {
  test_simple_prompt: testSimplePrompt,
  test_prompt_with_arguments: testPromptWithArguments,
  test_prompt_with_embedded_resource: testPromptWithEmbeddedResource,
  test_prompt_with_image: testPromptWithImage,
  test_input_required_result_prompt: testInputRequiredResultPrompt,
} satisfies PromptHandlers<Prompts, object>;
