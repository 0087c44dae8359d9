package io.asva.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether an address is this machine's alone. Stateless. */
final class Loopback {
  private Loopback() {}

  /**
   * Whether only programs of this machine reach an address.
   *
   * @throws ServeException if there is no such address
   */
  static boolean is(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw unknown(host, e);
    }
  }

  /** Whether an address stands for all that this machine has. */
  static boolean isAny(String host) {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      throw unknown(host, e);
    }
  }

  private static ServeException unknown(String host, UnknownHostException e) {
    return new ServeException("There is no address \"" + host + "\" to listen at.", e);
  }
}
