// The OpenAPI description under Redocly's linter: structure, references, unused parts, examples.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createConfig, lint } from '@redocly/openapi-core';

const description = fileURLToPath(new URL('../../openapi/registrar.yaml', import.meta.url));

const rules = {
  // It takes the `required` of an if/then for a schema of its own.
  'no-required-schema-properties-undefined': 'off',
  // Each schema decides for itself what else it allows; the linter must not decide for it.
  'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: true },
  'operation-description': 'off',
  'operation-operationId': 'error',
  'operation-operationId-unique': 'error',
  'operation-singular-tag': 'error',
  'operation-tag-defined': 'error',
  'path-parameters-defined': 'error',
  'no-unused-components': 'error',
  'tag-description': 'error',
};

test('the description has no lint problems', async () => {
  const config = await createConfig({ extends: ['recommended-strict'], rules });
  const problems = await lint({ ref: description, config });
  const told = problems.map((problem) => `${problem.location[0].pointer}: ${problem.message} (${problem.ruleId})`);
  assert.deepEqual(told, []);
});
