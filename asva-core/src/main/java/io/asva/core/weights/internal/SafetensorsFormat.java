package io.asva.core.weights.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a safetensors file: 8 bytes of length, JSON, then the tensors' bytes. The
 * header is read as a stream, so that a hostile one costs no more than the tensors it names.
 */
final class SafetensorsFormat {
  /** The format's own limit. */
  static final long MAX_HEADER = 100_000_000;

  private static final int MAX_TENSORS = 300_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final OpenedFile file;
  private final long headerLength;
  private final List<WeightTensor> tensors = new ArrayList<>();

  private SafetensorsFormat(OpenedFile file, long headerLength) {
    this.file = file;
    this.headerLength = headerLength;
  }

  static List<WeightTensor> read(OpenedFile file) {
    long length = file.read(0, 8).getLong();
    if (length < 2 || length > MAX_HEADER || length > file.size() - 8) {
      throw file.damaged(
          "a safetensors header of 2 to "
              + Math.max(2, Math.min(MAX_HEADER, file.size() - 8))
              + " bytes was expected, its length says "
              + Long.toUnsignedString(length)
              + " in a file of "
              + file.size()
              + " bytes.");
    }
    SafetensorsFormat format = new SafetensorsFormat(file, length);
    try {
      format.parse();
    } catch (IOException e) {
      String cause = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new WeightsException(
          file.shown() + " is damaged: its safetensors header is no proper JSON: " + cause, e);
    }
    return format.tensors;
  }

  private void parse() throws IOException {
    file.channel().position(8);
    try (InputStream header =
            new BoundedStream(Channels.newInputStream(file.channel()), headerLength);
        JsonParser json = JSON.createParser(header)) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("__metadata__")) {
          json.skipChildren();
        } else {
          if (tensors.size() == MAX_TENSORS) {
            throw file.damaged("more than " + MAX_TENSORS + " tensors.");
          }
          tensors.add(tensor(name, json));
        }
      }
      if (json.nextToken() != null) {
        throw file.damaged("text after the end of the safetensors header.");
      }
    }
  }

  private WeightTensor tensor(String name, JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT, name);
    String dtype = null;
    long[] dims = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> dtype = json.getText();
        case "shape" -> dims = numbers(name, json);
        case "data_offsets" -> offsets = numbers(name, json);
        default -> json.skipChildren();
      }
    }
    if (dtype == null || dims == null || offsets == null || offsets.length != 2) {
      throw file.damaged(
          name + " needs dtype, shape and two data_offsets in the safetensors header.");
    }
    ElementType type = type(name, dtype);
    Shape shape = Shapes.of(file.shown(), name, dims);
    long bytes = Math.multiplyExact(shape.elements(), (long) type.bytes());
    if (offsets[0] > offsets[1] || offsets[1] - offsets[0] != bytes) {
      throw file.damaged(
          name
              + " of shape "
              + shape
              + " and type "
              + type
              + " needs "
              + bytes
              + " bytes, its data_offsets are "
              + offsets[0]
              + " to "
              + offsets[1]
              + ".");
    }
    long start = 8 + headerLength;
    if (offsets[1] > file.size() - start) {
      throw new WeightsException(
          file.shown()
              + " is truncated: "
              + name
              + " ends at byte "
              + Long.toUnsignedString(start + offsets[1])
              + ", the file has "
              + file.size()
              + " bytes. Download or copy it again.");
    }
    return new WeightTensor(
        name, type, shape, new WeightTensor.InFile(file.real(), start + offsets[0]));
  }

  private ElementType type(String name, String dtype) {
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    throw new WeightsException(
        file.shown() + ": " + name + " is of type " + dtype + ", which is not supported.");
  }

  private long[] numbers(String name, JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, name);
    long[] numbers = new long[Shapes.MAX_RANK];
    int n = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, name);
      if (n == numbers.length || json.getLongValue() < 0) {
        throw file.damaged(name + " has impossible numbers in the safetensors header.");
      }
      numbers[n++] = json.getLongValue();
    }
    return java.util.Arrays.copyOf(numbers, n);
  }

  private void expect(@Nullable JsonToken token, JsonToken expected, String where) {
    if (token != expected) {
      throw file.damaged(
          "expected " + expected + " in the safetensors header at " + where + ", found " + token);
    }
  }
}
