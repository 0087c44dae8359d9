package io.asva.core.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.OpCases;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Weight;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.tensor.Comparison;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EveryOperationTest {
  private static final double TOLERANCE = 2e-6;

  static List<OpCase> cases() {
    return OpCases.all();
  }

  @ParameterizedTest
  @EnumSource
  void hasALowering(Target target) {
    Set<Class<?>> operations = new HashSet<>(Arrays.asList(Op.class.getPermittedSubclasses()));
    operations.remove(Weight.class);
    assertThat(Lowerings.of(target).kinds()).isEqualTo(operations);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void portableGivesWhatTheControlGives(OpCase test) throws Exception {
    Comparison comparison = Targets.compare(test, Target.PORTABLE, TOLERANCE);
    assertThat(comparison.passed()).as("%s", comparison).isTrue();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theProcessorsWayGivesWhatTheControlGives(OpCase test) throws Exception {
    Comparison comparison = Targets.compare(test, Target.CPU, TOLERANCE);
    assertThat(comparison.passed()).as("%s", comparison).isTrue();
  }

  @Test
  void aModelsBytesAreAModelThatOthersRead() throws Exception {
    for (OpCase test : OpCases.all()) {
      OnnxModel model = OnnxWriter.write(test.graph(), test.weights(), Target.PORTABLE);
      OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(model.proto()).getGraph();
      assertThat(graph.getName()).isEqualTo(test.graph().name());
      assertThat(graph.getInputList())
          .extracting(OnnxMl.ValueInfoProto::getName)
          .containsExactlyElementsOf(test.inputs().keySet());
      assertThat(graph.getOutputList())
          .extracting(OnnxMl.ValueInfoProto::getName)
          .containsExactly("y");
    }
  }
}
