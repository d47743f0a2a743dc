export { EngineError } from '../sql/engine-error.ts'
