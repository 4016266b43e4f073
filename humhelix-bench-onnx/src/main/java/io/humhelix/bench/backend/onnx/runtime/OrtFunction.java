package io.humhelix.bench.backend.onnx.runtime;

/**
 * The functions of ONNX Runtime's C API in use: the place of each in the struct {@code OrtApi}, and
 * the API version (the minor version of the release) that brought it. The struct is part of the
 * stable ABI: places never change, new functions go to its end.
 *
 * @see <a href="https://onnxruntime.ai/docs/api/c/struct_ort_api.html">struct OrtApi</a>
 */
enum OrtFunction {
  CREATE_STATUS(0, 1),
  GET_ERROR_CODE(1, 1),
  GET_ERROR_MESSAGE(2, 1),
  CREATE_ENV(3, 1),
  RUN(9, 1),
  CREATE_TENSOR_AS_ORT_VALUE(48, 1),
  GET_TENSOR_MUTABLE_DATA(51, 1),
  CREATE_MEMORY_INFO(68, 1),
  MEMORY_INFO_GET_NAME(71, 1),
  ALLOCATOR_GET_INFO(77, 1),
  GET_ALLOCATOR_WITH_DEFAULT_OPTIONS(78, 1),
  RELEASE_STATUS(93, 1),
  RELEASE_MEMORY_INFO(94, 1),
  RELEASE_VALUE(96, 1),
  CREATE_ALLOCATOR(131, 5),
  RELEASE_ALLOCATOR(132, 5),
  RELEASE_ARENA_CFG(157, 6),
  CREATE_ARENA_CFG_V2(164, 8),
  UNREGISTER_ALLOCATOR(177, 9),
  CREATE_AND_REGISTER_ALLOCATOR_V2(259, 16),
  SET_USER_LOGGING_FUNCTION(266, 17),
  GET_KEY_VALUE(297, 22),
  RELEASE_KEY_VALUE_PAIRS(300, 22),
  ALLOCATOR_GET_STATS(319, 23),
  SESSION_GET_EP_GRAPH_ASSIGNMENT_INFO(407, 24),
  EP_ASSIGNED_SUBGRAPH_GET_EP_NAME(408, 24),
  EP_ASSIGNED_SUBGRAPH_GET_NODES(409, 24),
  EP_ASSIGNED_NODE_GET_OPERATOR_TYPE(412, 24);

  /** The API version whose functions must all be there: {@link #SET_USER_LOGGING_FUNCTION}'s. */
  static final int NEEDED_VERSION = 17;

  private final int place;
  private final int since;

  OrtFunction(int place, int since) {
    this.place = place;
    this.since = since;
  }

  /** Place in the struct, counted in pointers. */
  int place() {
    return place;
  }

  /** First API version that has it. */
  int since() {
    return since;
  }
}
