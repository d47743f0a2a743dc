// Operations -> ordered statements with their jobs and hazards.
export type { Hazard, JobKind, Plan, PlanError, PlanStep } from './plan.ts'
export { dataStepOf, modelledSql } from './plan.ts'
export type { PlanContext } from './plan-operations.ts'
export { planOperations } from './plan-operations.ts'
export { orderOperations } from './order.ts'
export { wayBack } from './way-back.ts'
